"""The command line."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptcoding.command.main import app_file, main

CHECKOUT = Path(__file__).parents[2]

# What is given, and what the one line on stderr must name.
BAD = [
    pytest.param(["97110=-5"], ["services[0].minutes", "'-5'", "whole minutes from 0 to 1440"], id="negative"),
    pytest.param(["97110=7.5"], ["services[0].minutes", "'7.5'", "whole minutes"], id="fractional"),
    pytest.param(["97110=1441"], ["services[0].minutes", "'1441'", "1440"], id="more-than-a-day"),
    pytest.param(["97110=" + "9" * 5000], ["services[0].minutes", "9999", "1440"], id="absurd"),
    pytest.param(["97110=20", "99999=20"], ["services[1].code", "'99999'", "counted here"], id="unknown-code"),
    pytest.param(["98975=20"], ["services[0].code", "'98975'", "not counted here"], id="code-left-out"),
    pytest.param(["97110=20", "--rule", "cmz"], ["rule", "'cmz'", "cms, ama"], id="unknown-rule"),
    pytest.param(["97110"], ["'97110'", "minutes after an equals sign, such as 97110=33"], id="no-minutes"),
    pytest.param(["97110=", "97140=15"], ["'97110='", "minutes after an equals sign"], id="nothing-behind-the-sign"),
    pytest.param(["=20"], ["services[0].code", "''", "a code that is counted here"], id="no-code"),
    pytest.param(["97110=many"], ["services[0].minutes", "'many'", "whole minutes"], id="no-number"),
    pytest.param(["97110=9:20-9:00"], ["services[0].times", "'9:20-9:00'", "an end after the start"], id="backward"),
    pytest.param(["97110=9:20"], ["services[0].times", "'9:20'", "a start and an end"], id="no-end"),
    pytest.param(["97110=25:00-26:00"], ["services[0].times", "a clock time"], id="no-time"),
    pytest.param(["97110=1\n2"], ["services[0].minutes", "whole minutes"], id="two-lines"),
    pytest.param(["97110=900", "97140=900"], ["services", "1800", "1440"], id="longer-than-a-day"),
]


@pytest.mark.parametrize(("given", "named"), BAD)
def test_bad_input_is_one_line_and_exit_code_two(
    given: list[str], named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", *given]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert not [name for name in named if name not in said.err]


@pytest.mark.parametrize(
    ("link", "more", "units", "rule"),
    [
        # 33 and 7 are 40 minutes, 3 units; code by code 2 and none.
        ("http://localhost:8501/?visit=97110.33~97140.7", [], {"97110": 2, "97140": 1}, "cms"),
        ("http://localhost:8501/?visit=97110.33~97140.7&rule=ama", [], {"97110": 2, "97140": 0}, "ama"),
        ("http://localhost:8501/?visit=97110.33~97140.7&rule=ama", ["--rule", "cms"], {"97110": 2, "97140": 1}, "cms"),
        # Seven minutes of a started unit earn it in this contract.
        (
            "https://example.org/session?visit=97110.33~97140.7&payer=custom&rule=each-7",
            [],
            {"97110": 2, "97140": 1},
            "each-7",
        ),
        ("http://localhost:8501/?visit=97112.20~97110.20&tie=97110", [], {"97112": 1, "97110": 2}, "cms"),
    ],
)
def test_a_share_link_is_counted_as_the_app_counts_it(
    link: str, more: list[str], units: dict[str, int], rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", link, "--json", *more]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["units"], found["rule"]) == (units, rule)


def test_a_link_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "http://localhost:8501/?visit=97110.33", "97140=7"]) == 2
    assert "services[0].code" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["claims"], "'claims'"),
        (["units"], "CODE=MINUTES"),
        (["--port", "x", "units"], "'x'"),
        (["units", "97110=20", "--rules", "cms"], "--rules"),
        (["units", "97110=20", "--a\nb"], "--a"),
        (["units", "97110=20", "--rule"], "--rule"),
        (["units", "97110=20", *["--json"] * 101], "101 words that begin with a hyphen"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_two(
    given: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(given)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert named in error


def test_text_shows_units_steps_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=33", "97140=7"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Medicare: the day's total: 40 timed minutes, 3 timed units",
        "",
        "  97110  2",
        "  97140  1",
        "",
        "1. 33 + 7 = 40 timed minutes, and 38 to 52 minutes make 3 units.  [CMS claims manual ch. 5 § 20.2]",
        "2. 97110 fills two whole quarter-hours: 2 units, 3 minutes left over.  [CMS claims manual ch. 5 § 20.2]",
        (
            "3. 1 unit left to give. The larger leftover takes it: the 7 minutes of 97140, not the 3 minutes of 97110."
            "  [CMS claims manual ch. 5 § 20.2, example 3]"
        ),
    ]


def test_text_counts_one_minute_and_one_unit_without_a_plural(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=1", "--rule", "ceiling"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("1 timed minute, 1 timed unit")


def test_text_shows_every_choice_of_a_tie(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97112=20", "97110=20"]) == 0
    assert "The choice is the clinician's" in capsys.readouterr().out


def test_text_marks_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=9:00-9:20", "97140=9:15-9:35"]) == 0
    (marked,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("!")]
    assert marked.startswith("!  97110 and 97140 both claim the same 5 minutes.")
    assert marked.endswith("[NCCI policy manual ch. 11 § P]")


def test_json_holds_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=33", "97140=7", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["rule"] == "cms"
    assert (record["timed_minutes"], record["timed_units"]) == (40, 3)
    assert record["units"] == {"97110": 2, "97140": 1}
    assert record["alternatives"] == [{"97110": 2, "97140": 1}]
    assert [step["kind"] for step in record["steps"]] == ["total", "whole", "spare"]
    assert record["steps"][0] == {
        "kind": "total",
        "text": "33 + 7 = 40 timed minutes, and 38 to 52 minutes make 3 units.",
        "source": "CMS claims manual ch. 5 § 20.2",
    }
    assert record["findings"] == []


def test_json_holds_every_alternative(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97112=20", "97110=20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alternatives"] == [{"97112": 2, "97110": 1}, {"97112": 1, "97110": 2}]


def test_json_holds_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=9:00-9:20", "97140=9:15-9:35", "--json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["kind"], finding["severity"], finding["codes"]) == ("overlap", "error", ["97110", "97140"])
    assert finding["source"] == "NCCI policy manual ch. 11 § P"


@pytest.mark.parametrize(
    ("rule", "units"),
    [
        ("cms", {"97110": 2, "97140": 1}),
        ("ama", {"97110": 2, "97140": 0}),
        ("AMA", {"97110": 2, "97140": 0}),
        ("ceiling", {"97110": 3, "97140": 1}),
        ("full15", {"97110": 2, "97140": 0}),
        ("total-11", {"97110": 2, "97140": 0}),
    ],
)
def test_the_rule_is_chosen_by_its_key(rule: str, units: dict[str, int], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=33", "97140=7", "--rule", rule, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == units


def test_a_code_may_be_typed_in_small_letters(capsys: pytest.CaptureFixture[str]) -> None:
    """An untimed code is one unit."""
    assert main(["units", "g0283=15", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == {"G0283": 1}


@pytest.mark.parametrize(("minutes", "said"), [(480, []), (481, ["long_visit"]), (1000, ["long_visit"])])
def test_a_visit_longer_than_a_working_day_is_counted_and_questioned(
    minutes: int, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", f"97110={minutes}", "--json"]) == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)["findings"]] == said


def test_a_code_may_be_given_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """10 + 13 = 23 make 2."""
    assert main(["units", "97110=10", "97110=13", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == {"97110": 2}


def run(*given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ptcoding", *given]
    return subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)


def test_the_module_runs_as_a_command() -> None:
    done = run("units", "97110=33", "97140=7", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["units"] == {"97110": 2, "97140": 1}


@pytest.mark.parametrize("given", [["units", "97110=-5"], ["units", "=\udcff"], ["claims"], ["units"]])
def test_the_process_leaves_with_two_and_one_line(given: list[str]) -> None:
    done = run(*given)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_names_the_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "units" in done.stdout


@pytest.fixture
def unread() -> Iterator[int]:
    """Give the end of a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


# 128 and SIGPIPE's 13 make 141. Unbuffered, printing meets the closed pipe; else the last flush does.
@pytest.mark.parametrize(
    ("given", "unbuffered"),
    [
        (["units", "97110=33"], ""),
        (["units", "97110=33"], "1"),
        (["units", "97110=-5"], ""),
        (["claim", "-"], ""),
        (["note", "-"], ""),
        (["items", "check", "lessons"], ""),
        (["--help"], ""),
    ],
)
def test_a_closed_pipe_ends_a_command_without_a_word(given: list[str], unbuffered: str, unread: int) -> None:
    typed = b"SLR 3x10" if "note" in given else b'{"services": [{"code": "97110", "minutes": 20}]}'
    done = subprocess.run(
        [sys.executable, "-m", "ptcoding", *given],
        input=typed,
        stdout=unread,
        stderr=unread if "97110=-5" in given else subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        cwd=CHECKOUT,
        check=False,
    )
    assert not done.stderr
    assert done.returncode == 141


def test_a_reader_of_the_first_lines_gets_them() -> None:
    command = [sys.executable, "-m", "ptcoding", "units", "97110=33", "97140=7", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""


def test_without_a_command_the_app_is_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[list[str]] = []

    def replaced(_program: str, command: list[str]) -> None:
        started.append(command)
        raise SystemExit(0)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ptcoding.command.main.os.name", "posix")
    monkeypatch.setattr("ptcoding.command.main.os.execv", replaced)
    with pytest.raises(SystemExit):
        main(["--port", "8765"])
    (command,) = started
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert command[command.index("--server.port") + 1] == "8765"


def test_an_option_may_be_said_a_hundred_times(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "97110=20", *["--json"] * 100]) == 0
    assert json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999"])
def test_a_port_that_cannot_be_is_refused(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ptcoding.command.main.os.execv", lambda *_: pytest.fail("the app was started"))
    monkeypatch.setattr("ptcoding.command.main.os.chdir", lambda _: None)
    with pytest.raises(SystemExit) as left:
        main([f"--port={port}"])
    assert left.value.code == 2
    assert port in capsys.readouterr().err


@pytest.mark.parametrize("command", [["--port={}"], ["serve", "--api", "--port={}"]])
def test_a_port_that_another_program_has_is_said_with_a_way_on(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ptcoding.command.main.os.execv", lambda *_: pytest.fail("the app was started"))
    with socket.create_server(("localhost", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main([word.format(port) for word in command]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        f"ptcoding: port: '{port}' given, expected a port that no other program has, such as --port 8"
    )
    assert said.count("\n") == 1


def test_an_address_of_another_machine_ends_the_start_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ptcoding.command.main.os.execv", lambda *_: pytest.fail("the app was started"))
    assert main(["--address", "192.0.2.1"]) == 2
    said = capsys.readouterr().err
    assert said == (
        "ptcoding: address: '192.0.2.1' given, expected an address of this machine, such as localhost or 0.0.0.0\n"
    )


def test_the_app_stands_beside_the_package_in_a_checkout() -> None:
    assert app_file() == CHECKOUT / "app.py"


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        # 30 minutes are two units, the second on the add-on.
        (["97129=30"], {"97129": 1, "97130": 1}),
        # 45 + 15 = 60 minutes are four.
        (["90912=45", "97110=15"], {"90912": 1, "90913": 2, "97110": 1}),
        # 30 minutes are the first unit, 15 more the second.
        (["97550=45"], {"97550": 1, "97551": 1}),
        # Two hours and one.
        (["97545=180"], {"97545": 1, "97546": 1}),
    ],
)
def test_a_code_with_an_add_on_is_counted(
    typed: list[str], units: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", *typed, "--rule", "cms", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == units


@pytest.mark.parametrize("minutes", ["33min", "33 min", "33m", "33 Minutes"])
def test_minutes_with_their_word_are_read(minutes, capsys):
    # 33 minutes are two units: 23 to 37.
    assert main(["units", f"97110={minutes}"]) == 0
    assert "33 timed minutes, 2 timed units" in capsys.readouterr().out
