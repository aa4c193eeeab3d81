@promise-16
Feature: An organisation adds nothing to its members, and an early article is flagged
  The European Union and seven of its members deposited on one day.

  Background:
    Given an empty ledger
    And a partnership "mercury" between "denmark" and "sweden"
    And the parties "bulgaria", "hungary", "malta", "netherlands" and "romania"
    And a convention "minamata" in force 90 days after 50 consents, without "eu"
    And these claims:
      | source     | source kind | published  | kind              | instrument | party       | count | required | stage     | as of      |
      | Depositary | depositary  | 2017-05-01 | consents-counted  | minamata   |             | 43    | 50       | deposited | 2017-05-01 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | eu          |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | bulgaria    |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | denmark     |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | hungary     |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | malta       |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | netherlands |       |          |           | 2017-05-18 |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | romania     |       |          |           | 2017-05-18 |

  Scenario: With six members and the Union, one State is missing
    When I ask as of 1 September 2017
    Then "minamata" is not in force

  Scenario: With the seventh member, in force ninety days later
    Given these claims:
      | source     | source kind | published  | kind              | instrument | party  | as of      |
      | Depositary | depositary  | 2017-05-18 | consent-deposited | minamata   | sweden | 2017-05-18 |
    When I ask as of 1 September 2017
    Then "minamata" enters into force on 16 August 2017
    And "minamata" is in force

  Scenario: An article of 1 July says that it already is
    Given these claims:
      | source     | source kind | published  | kind               | instrument | party  | as of         |
      | Depositary | depositary  | 2017-05-18 | consent-deposited  | minamata   | sweden | 2017-05-18    |
      | Paper      | news        | 2017-07-01 | entered-into-force | minamata   |        | ../2017-07-01 |
    When I ask as of 1 July 2017
    Then "minamata" is not in force
    And the declared day of "minamata" is not the computed 16 August 2017
