"""What a command writes is never written over a file unasked; and the version is told."""

import pytest

from ptcoding.command.main import main


@pytest.mark.parametrize(
    "words", [["conformance", "export"], ["items", "export", "gift"]], ids=["conformance", "items"]
)
def test_a_file_that_is_there_is_kept_unless_asked(words, tmp_path, capsys):
    out = tmp_path / "out"
    out.write_text("mine")
    assert main([*words, str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert main([*words, str(out), "--force"]) == 0
    assert out.read_text() != "mine"


def test_an_edition_that_was_closed_is_not_written_over(tmp_path, capsys):
    out = tmp_path / "3.toml"
    out.write_text("mine")
    assert main(["items", "edition", str(out)]) == 2
    assert out.read_text() == "mine"


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("ptcoding 0.")
