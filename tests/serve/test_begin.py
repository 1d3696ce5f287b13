"""What a forked process takes over of its parent when it becomes a visitor's: the streams it is handed, and no more."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.waiting import PATIENCE

if sys.platform != "linux":
    pytest.skip("serve works on Linux only", allow_module_level=True)

SCRIPT = """
import json, os, socket
from explorer.serve.child import LINE, begin
ours, theirs = socket.socketpair()
open("/dev/null")
if not os.fork():
    begin((0, 1, 2), theirs.fileno(), 2)
    found = {"environment": dict(os.environ), "open": sorted(map(int, os.listdir("/proc/self/fd")))}
    os.write(LINE, json.dumps(found).encode())
    os._exit(0)
print(ours.recv(1 << 16).decode())
"""


def test_a_visit_knows_nothing_of_its_parents_environment_and_files() -> None:
    env = {"PATH": "/usr/bin:/bin", "SECRET": "of the host", "LD_LIBRARY_PATH": "", "LANG": "es_ES.UTF-8"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["environment"] == {"LANG": "C.UTF-8", "HOME": "/", "ESCDELAY": "300"}
    assert found["open"][:5] == [0, 1, 2, 3, 4] and len(found["open"]) <= 6  # and the folder that is listed
