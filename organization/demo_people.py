"""Names for the demo city, built from a fixed list of syllables. Nobody real is meant.

A name that a public figure bears is dropped; that list is kept as hashes, so that no real name stands in this project.
"""

import hashlib
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EXCLUDED = Path(__file__).parent / "demo_data" / "public_figures.sha256"

SURNAMES = (
    "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦"
    "苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆"
    "高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣"
)
# Frequent surnames are drawn more often, so that a list of officials looks like one.
COMMON = (
    "李王张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
MALE = ("立启承守慎秉允怀敬廷柏凯鸿景绍广振维正嘉卓向茂昌世克", "衡川珩堃昱岑屿砚恪舟翀璟骁峤桓澍钧锴樾骞嵘泓烁晖弢镕")
FEMALE = ("静清婉映念沁素雅晓慧月秋春凤惠丽婧语佩书采亦文心云若", "澜玥宁珺禾岚薇祎芷雯菡蕙琬榕瑶茜筠霏蓁莹璐婕嫣漪")


@dataclass(frozen=True)
class Person:
    """One invented person."""

    name: str
    male: bool


@cache
def _excluded() -> frozenset[str]:
    return frozenset(EXCLUDED.read_text(encoding="ascii").split())


def is_public_figure(name: str) -> bool:
    """Whether ``name`` stands in the list of public figures."""
    return hashlib.sha256(name.encode()).hexdigest()[:16] in _excluded()


class NameMaker:
    """Invents people; no name twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def person(self, *, male: bool) -> Person:
        """A new person of this sex."""
        first, second = MALE if male else FEMALE
        while True:
            surname = self._rng.choice(COMMON if self._rng.random() < 0.8 else SURNAMES)
            name = surname + self._rng.choice(first) + self._rng.choice(second)
            if name not in self._used and not is_public_figure(name):
                self._used.add(name)
                return Person(name, male)
