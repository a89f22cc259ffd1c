"""260 leads of the demo city in every state, with P01 (no opinion in time) and P06 (clarified)."""

from cases.leads.demo.write import write_leads
from core.demo import City, demo_step


# After recusal, so that nobody handles what he is kept from.
@demo_step("leads", order=982)
def build(city: City) -> None:
    write_leads(city)
