"""Secrecy marks, attributes, words, dates; whole files with places; the command."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment

from zwgk.domain.screening import NO_LISTS, Entry, Finding, Kind, Lists, Severity, lists_of, screen, screen_document
from zwgk.foundation.files.readers import extract, whole
from zwgk.law import load
from zwgk.surfaces.cli.main import main

LISTS = lists_of(load(), date(2026, 11, 23))


def kinds(text: str, lists: Lists = LISTS) -> list[tuple[Kind, Severity]]:
    return [(each.kind, each.severity) for each in screen(text, lists)]


@pytest.mark.requirement("ATT-03")
@pytest.mark.parametrize("text", ["机密★20年", "秘密★10年", "绝密★", "机 密 ★ 长期", "密级：秘密"])
def test_a_full_secrecy_mark_is_certain(text: str) -> None:
    assert kinds(text) == [(Kind.SECRECY, Severity.CERTAIN)]


@pytest.mark.parametrize("text", ["保守国家秘密和工作秘密", "商业秘密、个人隐私", "机密文件管理办法", "《保守国家秘密法》"])
def test_talk_about_secrets_is_no_mark(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["内部资料，注意保存", "此件不得对外公开", "秘密\n和光县人民政府文件"])
def test_internal_papers_are_suspected(text: str) -> None:
    assert (Kind.SECRECY, Severity.SUSPECTED) in kinds(text)


@pytest.mark.requirement("ATT-02")
def test_the_attribute_on_the_paper_is_read() -> None:
    assert kinds("（此件不予公开）") == [(Kind.ATTRIBUTE, Severity.CERTAIN)]
    assert kinds("（此件依申请公开）") == [(Kind.ATTRIBUTE, Severity.CERTAIN)]
    assert kinds("（此件公开发布）") == kinds("（此件主动公开）") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("已布署相关工作", "部署"), ("再接再励", "再接再厉"), ("截止目前共受理", "截至目前"), ("权力人申请登记", "权利人"),
        ("县卫计委负责", "卫生健康委"), ("依照《合同法》", "《民法典》"), ("免予公开的信息", "不予公开"),
    ],
)  # fmt: skip
def test_wrong_words_come_with_the_right_one(text: str, right: str) -> None:
    found = screen(text, LISTS)
    assert [each.mask for each in found] == [right] and found[0].severity is Severity.SUSPECTED


@pytest.mark.parametrize("text", ["依照《劳动合同法》", "国土资源部门", "通报消防安全情况", "超过份额转让", "以营利为目的的活动", "保险标的的损失"])
def test_the_same_signs_in_right_words_are_no_hit(text: str) -> None:
    assert kinds(text) == []


def test_the_county_adds_words_and_takes_words_out(tmp_path: Path) -> None:
    folder = tmp_path / "360000" / "wording"
    folder.mkdir(parents=True)
    (folder / "wrong-characters.yaml").write_text("kind: wrong_character\nremove: [布署]\nwords:\n  和广县: 和光县\n", encoding="utf-8")
    here = lists_of(load().with_overrides(folder.parent), date(2026, 11, 23))
    assert kinds("布署", here) == [] and kinds("和广县", here) == [(Kind.WRONG, Severity.SUSPECTED)]
    assert kinds("再接再励", here) == [(Kind.WRONG, Severity.SUSPECTED)]


def test_a_sure_word_is_certain_and_an_exception_holds() -> None:
    own = Lists((Entry("青禾乡", "青禾镇", sure=True, unless=("原青禾乡",)),))
    assert kinds("青禾乡人民政府", own) == [(Kind.WRONG, Severity.CERTAIN)] and kinds("原青禾乡", own) == []


def test_days_that_never_were_and_places_left_open() -> None:
    assert kinds("2026年2月30日前") == kinds("2020.13.1") == [(Kind.DATE, Severity.CERTAIN)]
    assert kinds("××县人民政府")[0][0] is kinds("（待补充）")[0][0] is kinds("XX月XX日")[0][0] is Kind.PLACEHOLDER
    assert kinds("2024年2月29日") == kinds("6月30日") == []


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "发放名单"
    sheet.append(["姓名", "身份证号", "金额", "家庭住址"])
    sheet.append(["张三", "440308199901101512", 500, "青禾镇上坪村3组12号"])
    sheet.append(["李四", "440308199901101519", 500, "和光县"])
    hidden = book.create_sheet("底册")
    hidden.append(["联系电话", "13907010001"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.requirement("ATT-09")
def test_a_workbook_is_searched_cell_by_cell_with_its_places() -> None:
    found = {(each.kind, each.severity): each.where for each in screen_document(extract(workbook(), "名单.xlsx"), NO_LISTS)}
    assert "B2" in found[Kind.IDENTITY, Severity.CERTAIN] and "B3" in found[Kind.IDENTITY, Severity.SUSPECTED]
    assert "D2" in found[Kind.ADDRESS, Severity.SUSPECTED]


def searched(data: bytes, name: str) -> list[Finding]:
    return screen_document(whole(data, name), NO_LISTS)


@pytest.mark.requirement("ATT-09")
def test_a_hidden_sheet_a_hidden_column_and_a_comment_hide_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    sheet = book["发放名单"]
    sheet.column_dimensions["C"].hidden = True
    sheet["C2"] = "13907010002"
    sheet["A2"].comment = Comment("本人电话13907010003", "经办")
    out = io.BytesIO()
    book.save(out)
    places = {each.text: each.where for each in searched(out.getvalue(), "名单.xlsx") if each.kind is Kind.PHONE}
    assert "隐藏的工作表" in places["13907010001"] and "批注" in places["13907010003"]
    assert places["13907010002"].endswith("C2") or "隐藏的列" in places["13907010002"]


@pytest.mark.requirement("ATT-09")
def test_deleted_words_comments_and_hidden_words_of_a_document_are_searched() -> None:
    document = docx.Document()
    document.add_paragraph("关于救助对象的公示")
    run = document.add_paragraph("张三").add_run("13907010001")
    run.font.hidden = True
    deleted = parse_xml(f'<w:p {nsdecls("w")}><w:del w:id="1" w:author="x"><w:r><w:delText>13907010002</w:delText></w:r></w:del></w:p>')
    document.element.body.insert(0, deleted)
    document.sections[0].header.paragraphs[0].text = "秘密★10年"
    out = io.BytesIO()
    document.save(out)
    places = {each.text: each.where for each in searched(out.getvalue(), "公示.docx")}
    assert places == {"13907010001": "隐藏文字", "13907010002": "修订中已删除的文字", "秘密★10年": "页眉"}


def test_the_command_prints_json_with_offsets_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "和光县公示\n\n张三 440308199901101512\n手机13907010001\n"
    file = tmp_path / "公示.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["screen", str(file), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["kind"], each["severity"]) for each in findings] == [("identity_number", "certain"), ("phone", "certain")]
    assert all(text[each["position"] :].startswith(each["text"]) for each in findings)
    assert findings[0]["where"] == "第3行"
    assert main(["screen", str(file)]) == 0 and "公民身份号码" in capsys.readouterr().out


def test_the_command_refuses_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", str(tmp_path / "没有.txt")]) == 1
    assert "文件不存在" in capsys.readouterr().err
    broken = tmp_path / "通知.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(100))
    assert main(["screen", str(broken), "--json"]) == 1
    said = capsys.readouterr()
    assert "findings" not in json.loads(said.out) and "损坏" in json.loads(said.out)["error"] and "没有筛查" in said.err


def test_law_texts_of_a_million_characters_hold_hardly_a_hit(shared: Path) -> None:
    """Text that is public already, by other people: what is certain here would be wrong."""
    read, certain, personal = 0, 0, 0
    with gzip.open(shared / "documents/open/corpus/laws.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("text", "")
            read += len(text)
            found = screen(text, NO_LISTS)
            certain += sum(each.severity is Severity.CERTAIN for each in found)
            personal += sum(each.kind in {Kind.IDENTITY, Kind.PHONE, Kind.BANK, Kind.ADDRESS} for each in found)
            if read > 1_000_000:
                break
    assert read > 1_000_000 and certain == 0 and personal == 0
