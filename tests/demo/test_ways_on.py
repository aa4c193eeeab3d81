"""The last words of the demo: the commands that it suggests run as they are printed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
SCRIPT = Path(sys.executable).with_name("claims")
PLACES = {
    "on the path": ("claims", str(SCRIPT.parent)),
    "by its place": (str(SCRIPT), ""),
    "as a module": (f"{sys.executable} -m ledger", ""),
}


def shell(script: str, folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    """A script of the shell, stopped by the first command that fails."""
    return subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={"PATH": f"{path}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def serves(words, folder, path):
    """Whether a command says where it serves; Ctrl-C ends it."""
    with subprocess.Popen(
        ["/bin/sh", "-c", words],
        cwd=folder,
        env={"PATH": f"{path}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    return line.startswith("serving http://127.0.0.1:")


def suggested(place, folder):
    """What the demo says last, called in one of the ways, and its commands."""
    program, path = PLACES[place]
    told = shell(f"{program} demo --keep demo.db", folder, path)
    assert (0, "") == (told.returncode, told.stderr)
    ending = told.stdout.partition("\nTry next:\n")[2]
    return ending, [line.strip() for line in ending.splitlines() if line.startswith("  ")]


def test_what_is_printed_runs(tmp_path):
    """Copied into a shell, in order, with the README's news.yaml: all of it ends well."""
    program, path = PLACES["on the path"]
    example = re.search(
        r"<!-- file: news.yaml -->\n```yaml\n(.*?)^```",
        README.read_text(),
        re.DOTALL | re.MULTILINE,
    )
    (tmp_path / "news.yaml").write_text(example[1])
    ending, commands = suggested("on the path", tmp_path)
    assert 11 == len(commands)
    assert 9 == sum(command.startswith(f"{program} ") for command in commands)
    served = [command for command in commands if command.startswith(f"{program} serve")]
    assert 2 == len(served)
    done = shell("\n".join(line for line in commands if line not in served), tmp_path, path)
    assert (0, "") == (done.returncode, done.stderr)
    for command in served:
        assert serves(
            f"export CLAIMS_LEDGER=demo.db\nexec {command} --listen 127.0.0.1:0", tmp_path, path
        )
    status = done.stdout[done.stdout.rindex("Partnerships ") :]
    assert "Republic of Korea: space" in " ".join(status.split())
    assert "not on your PATH" not in " ".join(ending.split())


@pytest.mark.parametrize("place", ["by its place", "as a module"])
def test_what_is_printed_is_called_as_the_demo_was(place, tmp_path):
    """Each command by the words that called the demo, and one of them runs as it is printed.

    Nothing else of them is another than on the path (``test_telling``), where all of them run.
    """
    program, path = PLACES[place]
    ending, commands = suggested(place, tmp_path)
    assert "not on your PATH" in " ".join(ending.split())
    assert 11 == len(commands)
    assert 9 == sum(command.startswith(f"{program} ") for command in commands)
    init = next(command for command in commands if command.endswith(" init"))
    done = shell(f"export CLAIMS_LEDGER=claims.db\n{init}", tmp_path, path)
    assert (0, "") == (done.returncode, done.stderr)


def test_another_claims_on_the_path(tmp_path):
    """A `claims` on the PATH that is another program is not taken for this one."""
    other = tmp_path / "claims"
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    told = shell(f"{SCRIPT} demo", tmp_path, str(tmp_path))
    assert f"  {SCRIPT} init" in told.stdout.splitlines()
