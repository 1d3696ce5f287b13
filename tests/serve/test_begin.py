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
from explorer.serve.process import FRONT, leave_parent, take_terminal
ours, theirs = socket.socketpair()
mine, parents = socket.socketpair()
open("/dev/null")
def found():
    where = {number: os.readlink(f"/proc/self/fd/{number}") for number in range(6)}
    return {"environment": dict(os.environ), "open": sorted(map(int, os.listdir("/proc/self/fd"))), "where": where}
if not os.fork():
    mine.close()
    leave_parent(parents.detach(), 2)
    before = found()
    line = socket.socket(fileno=5)
    message, handles, _, _ = socket.recv_fds(line, 10, 4)
    take_terminal(handles)
    os.write(FRONT, json.dumps([before, found()]).encode())
    os._exit(0)
socket.send_fds(mine, [b"come"], [0, 1, 2, theirs.fileno()])
print(ours.recv(1 << 16).decode())
"""


def test_a_visit_knows_nothing_of_its_parents_environment_and_files() -> None:
    env = {"PATH": "/usr/bin:/bin", "SECRET": "of the host", "LD_LIBRARY_PATH": "", "LANG": "es_ES.UTF-8"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    for found in (before, after):
        assert found["environment"] == {"LANG": "C.UTF-8", "HOME": "/", "ESCDELAY": "300"}
        assert found["open"][:6] == [0, 1, 2, 3, 4, 5] and len(found["open"]) <= 7  # and the folder that is listed
    assert {before["where"][number] for number in "0123"} == {"/dev/null"}
    assert after["where"]["0"] == "/dev/null" and after["where"]["1"].startswith("pipe:"), "as the visitor has them"
    assert after["where"]["3"].startswith("socket:") and after["where"]["5"] == before["where"]["5"]
