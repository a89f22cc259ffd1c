"""R30: the names of data that must never be collected, in Chinese and English."""

import pytest

from core.reading.forbidden import FORBIDDEN, forbidden_group, refuse_forbidden
from core.reading.refusals import FileRefused
from early_warning.filings.catalogue import all_kinds

LISTED = {
    "phone_log": ["通话记录", "通话详单", "Call Log", "phone_log", "callRecords"],
    "gps": ["GPS", "定位信息", "轨迹", "经度", "Longitude"],
    "wechat": ["微信号", "WeChat ID", "聊天记录"],
    "religion": ["宗教信仰", "Religion", "religious belief"],
    "health": ["健康状况", "病史", "Health status", "medical_history"],
    "political_opinion": ["政治观点", "政治倾向", "Political Opinion"],
    "face": ["人脸照片", "Face ID", "facial template"],
    "fingerprint": ["指纹", "Fingerprint"],
    "bank_account": ["银行账号", "收款账号", "银行卡号", "Bank Account Number", "IBAN", "account_no"],
}


def test_the_list_covers_the_handbook():
    assert LISTED.keys() == FORBIDDEN.keys()


@pytest.mark.parametrize(("group", "header"), [(g, h) for g, headers in LISTED.items() for h in headers])
def test_a_listed_name_is_recognised(group, header):
    assert forbidden_group(header) == group


@pytest.mark.parametrize(
    "header", ["Surface area", "账号哈希", "银行账号后四位", "Latest amount", "项目地点", "Interface"]
)
def test_a_harmless_name_is_not(header):
    assert forbidden_group(header) == ""


def test_the_catalogue_asks_for_none_of_it():
    names = [header for kind in all_kinds() for column in kind.columns for header in column.headers]
    assert [name for name in names if forbidden_group(name)] == []


def test_the_whole_file_is_refused_and_every_name_is_told():
    with pytest.raises(FileRefused) as refusal:
        refuse_forbidden(["采购编号", "微信号", "GPS"])
    assert refusal.value.reason == "forbidden_column"
    assert "微信号" in str(refusal.value.message)
    assert "GPS" in str(refusal.value.message)
