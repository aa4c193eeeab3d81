@promise-12
Feature: A mention of an agreement does not conclude it
  The article that says the agreement lays the groundwork says, below, that it must be negotiated.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: Two sentences of one article

    Background:
      Given an agreement "aerospace-agreement" between "mexico" and "korea"
      And these claims:
        | source   | published  | kind               | hurdle        | title        | instrument          | said as  | quote                                                                              |
        | THX News | 2024-06-12 | agreement-reported |               |              | aerospace-agreement |          | the agreement lays the groundwork                                                  |
        | THX News | 2024-06-12 | requirement-stated | the-agreement | negotiate it | aerospace-agreement | required | the two nations must negotiate and ratify a formal aerospace cooperation agreement |

    Scenario: The mention is kept, shown, and not counted
      When I ask as of 12 June 2024
      Then "aerospace-agreement" is still to be concluded
      And 1 matter is contested
      And the stage of "aerospace-agreement" is contested by the words "lays the groundwork"

    Scenario: Both States sign
      Given these claims:
        | source | published  | kind   | instrument          | party  | as of      |
        | Paper  | 2025-01-11 | signed | aerospace-agreement | mexico | 2025-01-10 |
        | Paper  | 2025-01-11 | signed | aerospace-agreement | korea  | 2025-01-10 |
      When I ask as of 12 January 2025
      Then the stage of "aerospace-agreement" is signed
      And the stage of "mexico-korea-space" is signed
      And 0 matters are contested
