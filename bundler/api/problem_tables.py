"""The tables of a problem, what is in them, and in which units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.api.shown import Shown
from bundler.domain import Problem as Data

if TYPE_CHECKING:
    import pandas as pd


class ProblemTables(Shown):
    """What has the data of a problem shows them as DataFrames.

    Attributes:
        data: the frozen values.
    """

    data: Data

    @property
    def tasks(self) -> pd.DataFrame:
        """One row a task, a new DataFrame each time. Texts may be empty; lists are separated by ``;``.

        ====================  =============  =====================================================
        task_id               string         unique
        supplier_id           string         into ``suppliers``
        title                 string
        location_id           string         into ``locations``
        days                  string         weekdays it may be on: ``mon-fri``, ``mon;wed``
        hours_per_session     float64        hours
        sessions_per_week     int64          on so many of the days
        earliest_start        string         ``HH:MM``; no session starts before it
        latest_end            string         ``HH:MM``; no session ends after it
        headcount             int64          persons needed for the whole series
        min_sessions_per_job  Int64          missing: one job takes the whole series
        competencies          string         list
        setting               string         ``indoor`` or ``outdoor``
        hygiene               string         ``none``, ``sanitary`` or ``food``
        certificates          string         list
        supervised            bool           whether a supervisor is near
        valid_from            datetime64[s]  first day; missing: always
        valid_until           datetime64[s]  last day; missing: always
        hourly_wage_eur       float64        euros an hour; missing: not known
        cao_function          string
        note                  string
        ====================  =============  =====================================================
        """
        from bundler.api.problem_frames import tasks_frame

        return tasks_frame(self.data)

    @property
    def suppliers(self) -> pd.DataFrame:
        """One row a supplier, a new DataFrame each time. Amounts are euros; missing: not known.

        ===========================  =============  ===============================================
        supplier_id                  string         unique
        name                         string
        service                      string         ``cleaning``, ``catering``, …
        in_house                     bool           the client's own facility service
        can_employ                   bool
        jobcoach                     bool
        cao_id                       string         collective agreement, ``none`` or ``unknown``
        contract_end                 datetime64[s]
        contract_value_eur_year      float64        euros a year
        social_return_model          string         ``A``, ``B`` or ``none``
        social_return_percent        float64        percent, 0 to 100
        social_return_base_eur_year  float64        euros a year
        blocks_table                 string
        social_return_realised_eur   float64        euros a year
        color                        string         ``#RRGGBB`` or a name; may be empty
        ===========================  =============  ===============================================
        """
        from bundler.api.problem_frames import suppliers_frame

        return suppliers_frame(self.data)

    @property
    def locations(self) -> pd.DataFrame:
        """One row a place, a new DataFrame each time.

        ===========  =======  ==================================================
        location_id  string   unique
        name         string
        site         string   places on one site can be walked between
        lat          float64  degrees north (WGS 84); missing: not known
        lon          float64  degrees east (WGS 84); missing: not known
        ===========  =======  ==================================================
        """
        from bundler.api.problem_frames import locations_frame

        return locations_frame(self.data)

    @property
    def travel(self) -> pd.DataFrame:
        """One row a journey whose minutes were given, a new DataFrame each time; others are worked out.

        =======  ======  ===================
        from     string  into ``locations``
        to       string  into ``locations``
        minutes  int64   minutes
        =======  ======  ===================
        """
        from bundler.api.problem_frames import travel_frame

        return travel_frame(self.data)

    @property
    def competencies(self) -> pd.DataFrame:
        """One row for each word for what tasks ask, a new DataFrame each time; may have no rows.

        ==============  ======  =====================================================
        competency_id   string  unique
        label_nl        string  a few words
        label_en        string  a few words
        description     string  a few plain sentences, in Dutch where there are both
        description_en  string
        uri             string  where a public skills language describes it
        ==============  ======  =====================================================
        """
        from bundler.api.problem_frames import competencies_frame

        return competencies_frame(self.data)

    @property
    def settings(self) -> pd.DataFrame:
        """One row for each rule, weight and option, as a scenario file has them; a new DataFrame each time.

        =======  ======  ===============================================
        section  string  ``rules``, ``weights`` or ``solve``
        name     string  as in ``with_rules(…)`` and its like
        value    string  the value in force
        default  string  what holds where nothing is said
        =======  ======  ===============================================
        """
        from bundler.api.problem_frames import settings_frame

        return settings_frame(self.data)
