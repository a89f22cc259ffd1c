"""What a screen shows comes onto paper as rows of words, without what one does with a screen."""

from core.documents.plain import plain_rows


def test_tables_lists_and_facts_become_rows():
    markup = """<div><dl><div><dt>姓名</dt><dd>李某 <a href="/x">详情</a></dd></div></dl>
    <table><thead><tr><th>日期</th><th>事项</th></tr></thead>
    <tbody><tr><td>2026-06-30</td><td><span>谈话</span><div>第二行<br>第三行</div></td></tr></tbody></table>
    <ul><li>一</li><li>二</li></ul><p>暂无&nbsp;记录。</p></div>"""
    assert plain_rows(markup) == [
        ["姓名", "李某 详情"],
        ["日期", "事项"],
        ["2026-06-30", "谈话\n第二行\n第三行"],
        ["一"],
        ["二"],
        ["暂无 记录。"],
    ]


def test_forms_pictures_and_buttons_stay_on_the_screen():
    hidden = "<details><summary>撤回</summary><form>理由</form></details><svg><title>图</title></svg>"
    assert plain_rows(f"<table><tr><td>甲{hidden}</td></tr></table>") == [["甲"]]


def test_markup_in_words_stays_words():
    assert plain_rows("<table><tr><td>&lt;b&gt;甲</td></tr></table>") == [["<b>甲"]]
