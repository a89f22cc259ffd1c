"""Persons that belong to nobody: resident IDs with a right check digit that were never issued."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum.cn import ric

from core.fields import blind_index
from core.pinyin import keys
from officials.models import Gender, Official
from officials.people.services import pseudonym_free
from organization.demo_people import Person
from organization.models import Unit, User

# A province's own code: the check accepts it, but identity cards carry the code of a county or district.
REGION = "150000"
# (from, to) age by rank group
AGES = {"head": (45, 59), "deputy": (38, 58), "section": (29, 52)}


@dataclass
class Register:
    """Hands out codes, pseudonyms and resident IDs, none of them twice."""

    rng: random.Random
    today: date
    people: list[Official] = field(default_factory=list)
    _pseudonyms: set[str] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)

    def enter(self, person: Person, *, group: str, managed_by: Unit, user: User | None = None) -> Official:
        """A new official, not yet stored."""
        low, high = AGES[group]
        birth = self.today - timedelta(days=self.rng.randint(low * 366, high * 365 + 300))
        number = self._resident_id(birth, person.male)
        code = f"O-{len(self.people) + 1:04d}"
        pseudonym = pseudonym_free(code, taken=self._pseudonyms)
        self._pseudonyms.add(pseudonym)
        official = Official(
            code=code,
            pseudonym=pseudonym,
            user=user,
            name=person.name,
            pinyin=keys(person.name),
            gender=Gender.MALE if person.male else Gender.FEMALE,
            birth_date=birth,
            managed_by=managed_by,
            resident_id=number,
            resident_id_index=blind_index(number),
            # 100… is no mobile network: the number rings nowhere.
            phone=f"100{self.rng.randint(0, 99_999_999):08d}",
        )
        self.people.append(official)
        return official

    def _resident_id(self, birth: date, male: bool) -> str:
        while True:
            order = self.rng.randrange(1, 1000, 2) if male else self.rng.randrange(2, 1000, 2)
            number = f"{REGION}{birth:%Y%m%d}{order:03d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number + ric.calc_check_digit(number + "0")


def sexes(rng: random.Random, men: int, women: int) -> list[bool]:
    """``men`` times True and ``women`` times False in random order."""
    rows = [True] * men + [False] * women
    rng.shuffle(rows)
    return rows
