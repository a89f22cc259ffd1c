"""37 letters of the demo city in every state, with P03: late with its result."""

from cases.recommendations.demo.write import write_letters
from core.demo import City, demo_step


@demo_step("recommendation letters", order=760)
def build(city: City) -> None:
    write_letters(city)
