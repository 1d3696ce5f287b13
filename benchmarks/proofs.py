"""What is proved of a pack's days, and how long that takes: `python benchmarks/proofs.py [FOLDER] [--lang es]`.

Exit code 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from explorer.checks.days import prove
from explorer.loader.faults import PackError
from explorer.loader.reader import built_in, built_in_interface, read_located
from explorer.report.faults import fault_line
from explorer.report.proofs import table
from explorer.words.translator import Translator


def main() -> int:
    """Prove, print, and say how long it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--lang", default="en")
    named = asked.parse_args()
    words = built_in_interface()
    try:
        pack, located = read_located(named.folder or built_in())
    except PackError as error:
        print(*(fault_line(each, words, named.lang, str(named.folder)) for each in error.findings), sep="\n")
        return 1
    start, spent = time.perf_counter(), time.process_time()
    proofs = prove(pack, located, f"--pack {named.folder} " if named.folder else "")
    wall, spent = time.perf_counter() - start, time.process_time() - spent
    findings = [finding for proof in proofs for finding in proof.findings]
    folder = str(named.folder or "content")
    print(*(fault_line(each, words, named.lang, folder) for each in findings), sep="\n")
    print(*table(pack, proofs, Translator(words, named.lang)), sep="\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{wall:.1f} s, of them {spent:.1f} s of the processor; at most {memory:.0f} MB")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
