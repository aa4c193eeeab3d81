@promise-27
Feature: A list as a table for a spreadsheet says what the ledger says
  A colleague opens it in a spreadsheet: row for row the same claims, with their words and with
  what became of them, and no word of an article becomes a formula.

  Background:
    Given an empty ledger
    And a partnership "space" between "mexico" and "korea"
    And a convention "alce"
    And these claims:
      | claim | source   | published  | kind             | instrument | count | required | stage     | as of      | quote                 |
      | nine  | THX News | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 | =9 of 11 have joined  |
      | ten   | Gazeta   | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 | Ten, or so, of eleven |

  Scenario: The timeline, row for row
    When I ask as of 14 June 2024
    Then the timeline as CSV is:
      | claim | occurred   | kind             | publisher | quote                 | fallen |
      | nine  | 2024-06-01 | consents-counted | THX News  | '=9 of 11 have joined |        |
      | ten   | 2024-06-12 | consents-counted | Gazeta    | Ten, or so, of eleven |        |

  Scenario: What does not stand any more says so
    When on 13 June 2024 "Gazeta" retracts "Gazeta"
    And I ask as of 14 June 2024
    Then the timeline as CSV is:
      | claim | fallen             |
      | nine  |                    |
      | ten   | document-retracted |

  Scenario: What stands in the way
    When I ask as of 14 June 2024
    Then the hurdles as CSV are:
      | hurdle         | state    | claims |
      | alce/threshold | required | ten    |

  Scenario: The day that was asked for
    When I ask as of 5 June 2024, published by 5 June 2024
    Then the timeline as CSV is:
      | claim | occurred   |
      | nine  | 2024-06-01 |
