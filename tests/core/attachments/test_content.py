"""What a file is decides its content; what may harm or is secret stays outside and leaves nothing."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from core.attachments.marks import lines_are_marked, name_is_marked
from core.attachments.models import Attachment
from core.errors import InvalidInput
from tests.core.attachments import files

pytestmark = pytest.mark.django_db
MARKED = ["机密★5年", "绝　密", "秘密", "【机密】", "密级：秘密", "机 密 ★ 长 期", "绝密级", "秘密 10年"]
HARMLESS = ["保守国家秘密法学习", "商业秘密", "工作秘密", "机密文件的管理要求", "关于秘密事项的通知", "内部资料"]


def locked(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("open sesame")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("说明.PDF", files.pdf("说明"), "application/pdf"),
        ("图.png", files.png(), "image/png"),
        ("图.jpeg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("文.docx", files.docx("说明"), "wordprocessingml"),
        ("表.xlsx", files.xlsx(["单位", "金额"]), "spreadsheetml"),
        ("文.ofd", files.ofd("说明"), "application/ofd"),
        ("表.csv", "单位,金额\n教育局,1\n".encode("gb18030"), "text/plain"),
    ],
)
def test_every_allowed_kind_is_told_by_its_content(add, name, content, media):
    assert media in add(name, content).media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.pdf", b"", id="empty"),
        pytest.param("program.pdf", b"MZ\x90\x00", id="a program"),
        pytest.param("page.txt", b"<script>alert(1)</script>", id="a page"),
        pytest.param("noname", files.PDF, id="no ending"),
        pytest.param("binary.txt", b"a\x00b", id="binary"),
        pytest.param("image.png", files.PDF, id="another picture"),
        pytest.param("文.xlsx", files.docx("x"), id="a text that says it is a table"),
        pytest.param("文.docx", files.ofd("x"), id="an OFD that says it is a DOCX"),
        pytest.param("pack.zip", files.package({"a.txt": "x"}), id="an archive"),
        pytest.param("文.docx", files.package({"a.txt": "x"}), id="an archive with another name"),
        pytest.param("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="old Office"),
        pytest.param("文.docx", files.docx("x")[:-40], id="cut off"),
        pytest.param("文.docx", files.docx("x", **{"word/vbaProject.bin": b"x"}), id="macros"),
        pytest.param("文.docx", files.docx("x", **{"word/activeX/activeX1.xml": "x"}), id="controls"),
        pytest.param("文.docx", files.docx("x", **{"word/embeddings/run.exe": b"x"}), id="an embedded program"),
        pytest.param("表.xlsx", files.docx("x", **{"[Content_Types].xml": "sheet.macroEnabled.main"}), id="declared"),
        pytest.param("文.docx", files.bomb(), id="a bomb"),
        pytest.param("文.docx", files.lying_package(), id="a part that lies about its size"),
        pytest.param("锁.pdf", locked(files.pdf("说明")), id="behind a password"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_not_taken_is_refused_and_leaves_nothing(add, tmp_path, name, content):
    with pytest.raises(InvalidInput) as caught:
        add(name, content)
    assert caught.value.field == "file"
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("机密★5年.pdf", files.PDF),
        ("(秘密)方案.pdf", files.PDF),
        ("a.txt", "绝密★\n正文".encode()),
        ("a.csv", "密级：机密\n单位,金额".encode("gb18030")),
        ("a.docx", files.docx("000001", "机密★5年", "关于某事的报告")),
        ("a.docx", files.docx("关于某事的报告", header="秘 密")),
        ("a.xlsx", files.xlsx(["", "绝密"], ["单位", "金额"])),
        ("a.ofd", files.ofd("000001", "秘密★1年")),
        ("a.pdf", files.pdf("000001", "机密★5年", "关于某事的报告")),
    ],
)
def test_a_file_marked_secret_is_refused_wherever_its_head_stands(add, tmp_path, name, content):
    with pytest.raises(InvalidInput, match=r"秘密"):
        add(name, content)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("保守工作秘密承诺书.pdf", files.pdf("保守工作秘密承诺书", "本人承诺保守国家秘密。")),
        ("a.docx", files.docx("关于学习保守国家秘密法的通知", "内部资料")),
        ("a.xlsx", files.xlsx(["商业秘密保护服务", "100"])),
    ],
)
def test_work_that_only_speaks_of_secrecy_is_taken(add, name, content):
    assert add(name, content).pk


@pytest.mark.parametrize("line", MARKED)
def test_a_marking_is_known_however_it_is_set(line):
    assert lines_are_marked(["关于某事的报告", line])


@pytest.mark.parametrize("line", HARMLESS)
def test_words_about_secrecy_are_no_marking(line):
    assert not lines_are_marked([line])


def test_a_name_is_marked_at_its_beginning_in_brackets_or_with_the_star():
    assert all(map(name_is_marked, ["机密-方案.pdf", "方案（绝密）.pdf", "方案 秘密★3年.pdf"]))
    assert not any(map(name_is_marked, ["保守秘密.pdf", "商业秘密.docx"]))
