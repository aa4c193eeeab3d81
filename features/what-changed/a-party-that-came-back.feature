@promise-9
Feature: A party leaves, and comes back
  The Paris Agreement and the United States: what stood on each day is the answer of that day,
  and what is in force once stays so.

  Background:
    Given an empty ledger
    And a partnership "climate" between "united-states" and "european-union"
    And the parties "india"
    And a convention "paris-agreement" in force 30 days after 3 consents
    And these claims:
      | source | source kind | published  | kind              | instrument      | party          | act        | as of      |
      | UN     | depositary  | 2016-10-07 | signed            | paris-agreement | united-states  |            | 2016-04-22 |
      | UN     | depositary  | 2016-10-07 | consent-deposited | paris-agreement | united-states  | acceptance | 2016-09-03 |
      | UN     | depositary  | 2016-10-07 | consent-deposited | paris-agreement | india          |            | 2016-10-02 |
      | UN     | depositary  | 2016-10-07 | consent-deposited | paris-agreement | european-union |            | 2016-10-05 |
      | UN     | depositary  | 2020-11-05 | denounced         | paris-agreement | united-states  |            | 2020-11-04 |
      | UN     | depositary  | 2021-01-20 | consent-deposited | paris-agreement | united-states  | acceptance | 2021-01-20 |

  Scenario: In 2017 it is a party
    When I ask as of 1 January 2017
    Then "united-states" has consented to "paris-agreement"
    And "united-states" consented to "paris-agreement" on 3 September 2016
    And "paris-agreement" has 3 of 3 consents
    And "paris-agreement" enters into force on 4 November 2016
    And "paris-agreement" is in force

  Scenario: In December 2020 it is out, and the agreement stays in force
    When I ask as of 1 December 2020
    Then "united-states" has not consented to "paris-agreement"
    And "united-states" left "paris-agreement" on 4 November 2020
    And "united-states" has signed "paris-agreement"
    And "paris-agreement" has 2 of 3 consents
    And "paris-agreement" enters into force on 4 November 2016
    And "paris-agreement" is in force

  Scenario: Since 20 January 2021 it is a party again
    When I ask as of 1 March 2021
    Then "united-states" has consented to "paris-agreement"
    And "united-states" consented to "paris-agreement" on 20 January 2021
    And "paris-agreement" has 3 of 3 consents
    And "paris-agreement" enters into force on 4 November 2016
    And 0 matters are contested
    And the check "dates-in-order" finds 0 faults
