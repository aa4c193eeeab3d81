@promise-23
Feature: From news as it arrives to the page of status
  What comes in waits for a person. Nothing in the inbox is a claim, and nothing in it changes an
  answer; what is accepted is recorded with its words, and can be taken back.

  Background:
    Given an empty ledger
    And a partnership "space" between "Mexico" and "Korea"
    And a convention "ALCE convention"
    And these documents come in:
      | source   | source kind | published  | language | text                                                                                                                                    |
      | The Wire | wire        | 2024-06-12 | en       | Ten of the eleven required states have ratified the ALCE convention. The agency said so on Monday in a short note to all of its members. |
      | Herald   | news        | 2024-06-13 | en       | Ten of the eleven required states have ratified the ALCE convention. The agency said so on Monday in a short note to all of its members, and our city is glad. |

  Scenario: What waits changes no answer
    When I ask as of 14 June 2024
    Then 2 documents wait in the inbox
    And nobody counts the consents of "alce-convention"

  Scenario: Accepted, a draft is a claim with its words
    When the document of "The Wire" is accepted
    And I ask as of 14 June 2024
    Then 1 document waits in the inbox
    And "alce-convention" has 10 of 11 consents
    And the document of "Herald" seems to be a reprint of "The Wire"

  Scenario: A reprint adds no independent source
    When the document of "The Wire" is accepted
    And the document of "Herald" is accepted as a reprint
    And I ask as of 14 June 2024
    Then the consents of "alce-convention" rest on 1 independent source

  Scenario: Dismissed and undone
    When the document of "The Wire" is accepted
    And the document of "Herald" is dismissed
    And the answer on the document of "The Wire" is undone
    And I ask as of 14 June 2024
    Then 1 document waits in the inbox
    And nobody counts the consents of "alce-convention"
