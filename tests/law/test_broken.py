"""A broken file teaches: one fixture per mistake, named after it; its first two lines say what must be reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from zwgk.law import LawError, check, load

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
PLACES = {"annualreport": "forms/annualreport"}
ACT = "id: {}\ntitle: 示例条例\nissuer: 国务院\nlevel: regulation\nin_force: 2019-05-15\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of law with two acts, one of them ended."""
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments/act.yaml").write_text(ACT.format("act"), "utf-8")
    (tmp_path / "instruments/old-act.yaml").write_text(ACT.format("old-act") + "ended: 2024-01-01\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_mistake_is_named_with_file_key_and_remedy(broken: Path, root: Path) -> None:
    text = broken.read_text("utf-8")
    key, wrong = (line.partition(": ")[2] for line in text.splitlines()[:2])
    kind = broken.stem.partition("-")[0]
    kind = PLACES.get(kind, kind)
    (root / kind).mkdir(exist_ok=True, parents=True)
    name = "2026.yaml" if kind == "calendar" else "sample.yaml"
    (root / kind / name).write_text(text, "utf-8")
    found = {problem.key: problem for problem in check(root)}
    assert key in found, found
    assert wrong in found[key].wrong
    assert found[key].file == f"{kind}/{name}"
    assert found[key].remedy


def test_all_mistakes_of_a_folder_come_at_once(root: Path) -> None:
    (root / "deadlines").mkdir()
    for name in ("one", "two"):
        (root / f"deadlines/{name}.yaml").write_text("id: wrong\n", "utf-8")
    with pytest.raises(LawError, match="规则文件有 .* 处错误") as error:
        load(root)
    assert {problem.file for problem in error.value.problems} == {"deadlines/one.yaml", "deadlines/two.yaml"}


def test_what_editors_do_to_files(root: Path) -> None:
    text = ACT.format("gbk")
    (root / "instruments/gbk.yaml").write_bytes(text.encode("gb18030"))
    (root / "instruments/short.yml").write_text(ACT.format("short"), "utf-8")
    (root / "instruments/bom.yaml").write_text(ACT.format("bom"), "utf-8-sig")
    assert {problem.file: problem.wrong for problem in check(root)} == {
        "instruments/gbk.yaml": "文件不是UTF-8编码。",
        "instruments/short.yml": "扩展名是 .yml，这个文件没有被读取。",
    }


def test_national_files_are_without_mistake() -> None:
    assert check(Path(load.__code__.co_filename).parent) == ()
