"""The tools of the Model Context Protocol, asked in memory and over standard input."""

import json
import subprocess
import sys
from typing import Any

import mcp
import pytest

from ptcoding.command import serve
from ptcoding.command.main import main
from ptcoding.serving.answers import units_of
from ptcoding.serving.tools import server
from tests.server.asking import finished

VISIT = {"services": [{"code": "97110", "minutes": 33}, {"code": "97140", "minutes": 7}]}


def called(name: str, arguments: dict[str, Any]) -> Any:
    async def ask() -> Any:
        async with mcp.Client(server()) as client:
            return await client.call_tool(name, arguments)

    return finished(ask())


def test_the_tools_say_what_they_take_and_that_they_only_read() -> None:
    async def ask() -> Any:
        async with mcp.Client(server()) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in finished(ask())}
    assert list(tools) == ["units", "claim", "note"]
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert tools["units"].input_schema["required"] == ["services"]
    assert tools["note"].input_schema["required"] == ["note"]


def test_a_tool_answers_with_the_steps_of_the_command() -> None:
    """33 + 7 = 40 minutes are 3 units: two and one."""
    answer = called("units", VISIT)
    assert not answer.is_error
    assert answer.structured_content["units"] == {"97110": 2, "97140": 1}
    assert answer.structured_content == json.loads(answer.content[0].text) == units_of(json.dumps(VISIT))


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("units", {"services": [{"code": "97110", "minutes": -5}]}, "services[0].minutes: '-5' given"),
        ("claim", {}, "services"),
        ("facts", {}, "expected one of units, claim, note"),
    ],
)
def test_what_cannot_be_answered_is_said_to_the_one_who_asks(name: str, arguments: dict[str, Any], said: str) -> None:
    answer = called(name, arguments)
    assert answer.is_error
    assert said in answer.content[0].text


def test_the_command_speaks_over_standard_input() -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "units", "arguments": VISIT}},
    ]
    command = [sys.executable, "-m", "ptcoding", "serve", "--mcp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdin is not None
        assert serving.stdout is not None
        serving.stdin.write("".join(json.dumps(line) + "\n" for line in lines))
        serving.stdin.flush()
        answers = [json.loads(serving.stdout.readline()) for _ in range(2)]
        serving.stdin.close()
        assert serving.wait(30) == 0
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[0]["result"]["serverInfo"]["name"] == "ptcoding"
    assert answers[1]["result"]["structuredContent"]["units"] == {"97110": 2, "97140": 1}


def test_without_the_extra_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    assert main(["serve", "--mcp"]) == 2
    assert capsys.readouterr().err == (
        "ptcoding: serve: '--mcp' given, expected the package mcp: pip install '.[mcp]' in the project's folder\n"
    )
