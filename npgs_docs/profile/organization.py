"""Who the organization is: its names, sites, contacts, words and place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from npgs_docs.profile.fields import Address, Contact, Line, Model, Phone, Prose, RoleName, WebAddress, ask, lines


class OrganizationType(StrEnum):
    PEER_RUN = "peer-run"
    NONPROFIT = "nonprofit"
    COUNTY = "county"
    HOSPITAL = "hospital"
    MANAGED_CARE = "managed-care"
    STATE = "state"
    TRIBAL = "tribal"
    OTHER = "other"


class Logo(Model):
    file: Line = ask("The picture file, beside the profile (PNG or JPEG).", example="logo.png")
    alt: Line = ask("What the picture shows, for people who do not see it.", example="Harbor Light logo")


class Organization(Model):
    legal_name: Line = ask("The organization's full legal name.", example="Harbor Light Recovery, Inc.")
    employee_count: Annotated[int, Field(ge=1, le=1_000_000)] = ask(
        "How many people it employs. Some laws begin at a headcount.", example=42, used_by="rules on pay and accessibility"
    )
    short_name: Line | None = ask("The name used in running text.", default=None, example="Harbor Light", because="the legal name is used")
    type: OrganizationType = ask("What kind of organization it is.", default=OrganizationType.NONPROFIT, example="peer-run", because="most are nonprofits")
    mission: Prose | None = ask("The mission, in one or two sentences.", default=None, example="We walk with people building the lives they choose.", because="left out")
    about: Prose | None = ask("Two sentences about the organization, for postings.", default=None, used_by="postings", because="the mission is used, if there is one")
    website: WebAddress | None = ask("The public website.", default=None, example="https://www.example.org", used_by="postings", because="left out")
    logo: Logo | None = ask("A logo with its description.", default=None, because="the name is printed instead")
    receives_hhs_funds: bool = ask("Whether it takes federal health money, Medicaid included.", default=True, example="yes", because="most providers do")
    public_entity: bool = ask("Whether it is part of state or local government.", default=False, example="no", because="assumed not to be one")
    federal_contractor: bool = ask("Whether it holds federal contracts (not grants).", default=False, example="no", because="assumed not to be one")

    @property
    def name(self) -> str:
        """The name used in running text."""
        return self.short_name or self.legal_name


class Site(Model):
    address: Address = ask("Where the site is.")
    name: Line | None = ask("What the site is called.", default=None, example="Eastside Center", because="the organization's name is used")
    phone: Phone | None = ask("The site's telephone.", default=None, example="512-555-0100", because="left out")
    programs: lines() = ask("The programs at this site.", default=(), example="ACT; crisis; recovery center", because="none are listed")  # type: ignore[valid-type]


class Contacts(Model):
    hr: Contact = ask("Who answers questions about jobs.", used_by="postings, job descriptions")
    accommodation: Contact | None = ask(
        "Who arranges accommodations.", default=None, used_by="postings, job descriptions, policy", because="the HR contact is named"
    )
    policy_owner: RoleName = ask("The role that owns the policy.", default="Executive Director", example="Director of Peer Services", used_by="policy", because="usual in small organizations")
    compliance: Contact | None = ask("Where to raise a concern past one's supervisor.", default=None, used_by="policy", because="the HR contact is named")

    @property
    def for_accommodation(self) -> Contact:
        return self.accommodation or self.hr

    @property
    def for_concerns(self) -> Contact:
        return self.compliance or self.hr


# --- words ---------------------------------------------------------------------------------------------------


class Noun(Model):
    """A word in its forms; only the singular is needed."""

    singular: Line = ask("The word for one.", example="certified peer specialist")
    plural: Line | None = ask("The word for several.", default=None, example="certified peer specialists")
    article: Annotated[str, StringConstraints(pattern="^an?$")] | None = ask("a or an.", default=None, example="a")
    title: Line | None = ask("The form for headings and job titles.", default=None, example="Certified Peer Specialist")


def _as_noun(value: Any) -> Any:
    return {"singular": value} if isinstance(value, str) else value


Word = Annotated[Noun, BeforeValidator(_as_noun)]


class Terms(Model):
    specialist: Word = ask("Your title for the peer support worker.", default=Noun(singular="peer support specialist"), example="certified peer specialist", because="the guideline's own term")
    supervisor: Word = ask("Your title for the supervisor.", default=Noun(singular="peer support supervisor"), example="peer supervisor", because="the guideline's own term")
    person: Word = ask("Your word for someone who receives support.", default=Noun(singular="person", plural="people"), example="participant", because="the plainest word")
    organization: Word = ask("What you call yourselves.", default=Noun(singular="organization"), example="agency", because="fits everyone")
    program: Word = ask("Your word for a unit that gives services.", default=Noun(singular="program"), example="program", because="the usual word")
    team: Word = ask("Your word for the people who work together.", default=Noun(singular="team"), example="team", because="the usual word")
    lived_experience: Line = ask(
        "The phrase for lived experience.",
        default="lived experience of mental health or substance use recovery",
        example="lived experience of recovery",
        because="covers both fields of practice",
    )


# --- place ---------------------------------------------------------------------------------------------------


class Country(StrEnum):
    US = "US"
    CA = "CA"
    GB = "GB"
    AU = "AU"
    NZ = "NZ"


US_STATES = frozenset(
    """AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
    PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI""".split()
)
PROVINCES = frozenset("AB BC MB NB NL NS NT NU ON PE QC SK YT".split())


class Jurisdiction(Model):
    state: Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2,3}$")] | None = ask(
        "The two-letter code of your state or province.", default=None, example="TX", because="only the country's rules are used"
    )
    country: Country = ask("The country: US, CA, GB, AU or NZ.", default=Country.US, example="US", because="the guideline comes from the US")
    county: Line | None = ask("The county, if local rules matter.", default=None, example="Travis", because="left out")
    city: Line | None = ask("The city, if local rules matter.", default=None, example="Austin", because="left out")
    pack: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")] | None = ask(
        "The rule pack, if not the one of your state.", default=None, example="us-tx", used_by="policy, postings", because="chosen by state and country"
    )
    payers: lines() = ask("Who pays for the services.", default=(), example="Medicaid; county grant", used_by="policy", because="none are listed")  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _known_region(self) -> Jurisdiction:
        known = {Country.US: US_STATES, Country.CA: PROVINCES}.get(self.country)
        if known and self.country is Country.US and not self.state:
            raise ValueError("state is missing | For example: state: TX")
        if known and self.state and self.state not in known:
            kind = "state" if self.country is Country.US else "province"
            raise ValueError(f'"{self.state}" is not the code of a {kind} | Use the two letters of the postal code, for example: {sorted(known)[-8]}.')
        return self


