@promise-13
Feature: Every value can be followed to a verbatim quote
  From a status to the words of a captured document, offline.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: A status and all that it rests on
    Given these claims:
      | source   | published  | kind               | host   | instrument      | count | required | stage     | hurdle  | title     | said as  | as of         | quote                                   |
      | THX News | 2024-06-12 | meeting-held       | mexico |                 |       |          |           |         |           |          | ../2024-06-12 | hosted a high-level delegation          |
      | THX News | 2024-06-12 | consents-counted   |        | alce-convention | 9     | 11       | deposited |         |           |          |               | With 9 of 11 required ratifications     |
      | THX News | 2024-06-12 | requirement-stated |        |                 |       |          |           | licence | a licence | possible |               | may require approval by each authority  |
    When I ask as of 12 June 2024
    Then every value can be followed to a quote
    And the consents of "alce-convention" rest on the words "9 of 11"
    And the hurdle "licence" rests on the words "may require approval"

  Scenario: Words that do not stand in the document are refused
    Given these documents:
      | document | source   | published  | text                                |
      | thx      | THX News | 2024-06-12 | With 9 of 11 required ratifications |
    When these claims:
      | document | source   | kind             | instrument      | count | quote   |
      | thx      | THX News | consents-counted | alce-convention | 8     | 8 of 11 |
    Then it is refused: "quote"
