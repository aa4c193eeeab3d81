@promise-25
Feature: What a sheet holds is imported at once, and taken back as one
  The desk keeps its counts in a spreadsheet. All of it is recorded, or nothing; and what one
  import brought can be taken back without touching what came otherwise.

  Background:
    Given an empty ledger
    And a partnership "space" between "mexico" and "korea"
    And a convention "alce"
    And these claims:
      | source   | published  | kind             | instrument | count | required | stage     | as of      |
      | Gazeta   | 2024-05-19 | consents-counted | alce       | 8     | 11       | deposited | 2024-05-19 |

  Scenario: Its rows are claims with their words
    When this sheet is imported:
      | kind             | id     | title | publisher | published  | text             | document | quote            | instrument | count | required | stage     | occurred   |
      | consents-counted | nine   |       |           |            |                  | page-1   | Nine have joined | alce       | 9     | 11       | deposited | 2024-06-01 |
      | document         | page-1 | Nine  | THX News  | 2024-06-01 | Nine have joined |          |                  |            |       |          |           |            |
      | consents-counted | ten    |       |           |            |                  | page-2   | Ten have joined  | alce       | 10    | 11       | deposited | 2024-06-12 |
      | document         | page-2 | Ten   | THX News  | 2024-06-12 | Ten have joined  |          |                  |            |       |          |           |            |
    And I ask as of 14 June 2024
    Then "alce" has 10 of 11 consents
    And the consents of "alce" rest on the words "Ten have joined"

    When the import is taken back
    Then "alce" has 8 of 11 consents
    And the claim of "nine" does not stand: retracted
    And the claim of "ten" does not stand: retracted
    And the claim of "Gazeta" stands
    And the ledger verifies

  Scenario: One wrong row, and nothing is recorded
    When this sheet is imported:
      | kind             | id     | title | publisher | published  | text             | document | quote             | instrument | count | required | stage     | occurred   |
      | document         | page-1 | Nine  | THX News  | 2024-06-01 | Nine have joined |          |                   |            |       |          |           |            |
      | consents-counted | nine   |       |           |            |                  | page-1   | Nine have joined  | alce       | 9     | 11       | deposited | 2024-06-01 |
      | consents-counted | ten    |       |           |            |                  | page-1   | Ten have joined   | alce       | 10    | 11       | deposited | 2024-06-12 |
    Then it is refused: "the quote does not stand in its document"
    When I ask as of 14 June 2024
    Then "alce" has 8 of 11 consents
