"""Three joint conferences of the demo city, their tasks, and clues in every state, by the real services."""

from core.demo import City, demo_step
from supervision.joint.demo.clues import write_clues
from supervision.joint.demo.conferences import write_conferences
from supervision.joint.demo.people import partners


@demo_step("joint supervision", order=935)
def build_joint(city: City) -> None:
    people = partners(city)
    write_conferences(city, people)
    write_clues(city, people)
