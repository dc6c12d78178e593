"""The columns of the table suppliers."""

from __future__ import annotations

from typing import Final

from bundler.i18n import Text
from bundler.io import cells
from bundler.io.columns import Table, column

_YES, _NO, _NONE = Text("yes", "ja"), Text("no", "nee"), Text("none", "geen")
_SERVICE = (
    "schoonmaak=cleaning schoonmaken=cleaning catering=catering cateraar=catering horeca=catering "
    "automaten=vending warmedranken=vending "
    "groen=landscaping groenvoorziening=landscaping groenonderhoud=landscaping hovenier=landscaping "
    "hoveniers=landscaping tuinonderhoud=landscaping terreinonderhoud=landscaping beveiliging=security "
    "facilitair=facility facilitaire=facility overig=other overige=other anders=other"
)

SUPPLIERS: Final = Table(
    "suppliers",
    True,
    ("leveranciers", "leverancier", "supplier"),
    (
        column(
            "supplier_id",
            cells.text,
            "unique text id",
            "unieke code",
            "leverancier_id leveranciers_id leverancierscode id code nummer leverancier* supplier*",
            None,
        ),
        column(
            "name",
            cells.text,
            "name of the company",
            "naam van het bedrijf",
            "naam leveranciersnaam leveranciernaam naam_leverancier bedrijfsnaam bedrijf supplier_name "
            "company "
            "company_name leverancier* supplier*",
        ),
        column(
            "service",
            cells.choice("cleaning catering vending landscaping security facility other", _SERVICE),
            "cleaning, catering, vending, landscaping, security, facility or other",
            "schoonmaak, catering, automaten, groen, beveiliging, facilitair of overig",
            "dienst dienstverlening soort_dienst dienstsoort soort branche sector",
            Text("other", "overig"),
        ),
        column(
            "in_house",
            cells.yes_no,
            "the client's own facility service",
            "de eigen facilitaire dienst van de opdrachtgever",
            "eigen_dienst in_huis intern eigen eigen_facilitaire_dienst",
            _NO,
        ),
        column(
            "can_employ",
            cells.yes_no,
            "can be the employer of a job",
            "kan de werkgever van een baan zijn",
            "kan_in_dienst_nemen kan_werkgever mag_werkgever_zijn kan_in_dienst mag_in_dienst_nemen "
            "in_dienst_nemen kan_werkgever_zijn kan_aannemen "
            "werkgever "
            "employer",
            _YES,
        ),
        column(
            "jobcoach",
            cells.yes_no,
            "has a job coach",
            "heeft een jobcoach",
            "heeft_jobcoach jobcoach_aanwezig has_jobcoach",
            _NO,
        ),
        column(
            "cao_id",
            cells.cao,
            "collective agreement in the catalogue, or none or unknown",
            "cao uit de catalogus, of geen of onbekend",
            "cao cao_naam cao_code",
            Text("unknown", "onbekend"),
        ),
        column(
            "contract_end",
            cells.iso_date,
            "last day of the contract",
            "laatste dag van het contract",
            "contracteinde contract_eind contracteinddatum einde_contract eind_contract "
            "einddatum einddatum_contract "
            "contract_tot "
            "contract_end_date",
            cell="date",
        ),
        column(
            "contract_value_eur_year",
            cells.euro,
            "value of the contract, euros a year",
            "contractwaarde, euro per jaar",
            "contractwaarde contractwaarde_eur_jaar contractwaarde_per_jaar contractwaarde_eur_per_jaar "
            "contractwaarde_euro_per_jaar contractwaarde_euro_jaar jaarlijkse_contractwaarde jaarwaarde "
            "contractsom "
            "contract_value contract_value_eur",
            figures=True,
        ),
        column(
            "social_return_model",
            cells.choice("A B none", "geen=none"),
            "A (share of wages), B (building blocks) or none",
            "A (deel van de loonsom), B (bouwblokken) of geen",
            "sroi_model sroi social_return model_social_return social_return_vorm",
            _NONE,
        ),
        column(
            "social_return_percent",
            cells.percent,
            "per cent of the base",
            "procent van de grondslag",
            "social_return_percentage social_return_procent sroi_percentage sroi_procent sroi_percent "
            "percentage_social_return",
        ),
        column(
            "social_return_base_eur_year",
            cells.euro,
            "A: wage sum; B: contract sum, euros a year",
            "A: loonsom; B: opdrachtsom, euro per jaar",
            "social_return_grondslag social_return_basis social_return_basis_eur_jaar sroi_basis "
            "social_return_grondslag_eur_jaar social_return_grondslag_per_jaar "
            "social_return_grondslag_eur_per_jaar grondslag_social_return grondslag sroi_grondslag "
            "social_return_base",
            figures=True,
        ),
        column(
            "blocks_table",
            cells.text,
            "catalogue id of the building blocks, for B",
            "code van de bouwblokken, bij B",
            "bouwblokkentabel bouwblokken tabel_bouwblokken blokkentabel blocks",
        ),
        column(
            "social_return_realised_eur",
            cells.euro,
            "reached so far, euros",
            "tot nu toe gerealiseerd, euro",
            "social_return_gerealiseerd social_return_gerealiseerd_eur social_return_gerealiseerd_euro "
            "gerealiseerd_social_return gerealiseerd sroi_gerealiseerd social_return_realized_eur "
            "social_return_realised",
            figures=True,
        ),
        column(
            "color",
            cells.color,
            "colour in the charts, as #RRGGBB",
            "kleur in de grafieken, als #RRGGBB",
            "kleur colour",
            Text("chosen", "gekozen"),
        ),
    ),
)
