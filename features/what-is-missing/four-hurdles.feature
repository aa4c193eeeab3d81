@promise-11
Feature: What still stands in the way, each with its words
  Hurdles that sources state, one apiece where each party faces its own, and thresholds not yet met.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: The article of 12 June 2024

    Background:
      Given an agreement "aerospace-agreement" between "mexico" and "korea"
      And these claims:
        | source   | published  | kind               | hurdle              | title                      | instrument          | on            | each | said as  | blocks              | count | required | stage     | quote                                                                               |
        | THX News | 2024-06-12 | requirement-stated | the-agreement       | negotiate and ratify it    | aerospace-agreement | mexico, korea |      | required | joint-programme     |       |          |           | the two nations must negotiate and ratify a formal aerospace cooperation agreement |
        | THX News | 2024-06-12 | requirement-stated | technology-approval | approval of the transfer   |                     | mexico, korea | yes  | possible | technology-transfer |       |          |           | may require approval by each country's space and aviation authorities              |
        | THX News | 2024-06-12 | consents-counted   |                     |                            | alce-convention     |               |      |          |                     | 9     | 11       | deposited | With 9 of 11 required ratifications                                                 |

    Scenario: Four hurdles are outstanding
      When I ask as of 12 June 2024
      Then 4 hurdles are outstanding
      And the outstanding hurdles are:
        | hurdle                     | state    |
        | the-agreement              | required |
        | alce-convention/threshold  | required |
        | technology-approval/mexico | possible |
        | technology-approval/korea  | possible |
      And the hurdle "technology-approval/korea" rests on the words "may require approval"
      And "the-agreement" blocks "joint-programme"

    Scenario: Mexico's authority grants its approval
      Given these claims:
        | source | source kind    | published  | kind             | hurdle              | party  | as of      |
        | Agency | party-official | 2024-09-01 | approval-granted | technology-approval | mexico | 2024-08-30 |
      When I ask as of 2 September 2024
      Then 3 hurdles are outstanding
      And the hurdle "technology-approval/mexico" is granted
      And the hurdle "technology-approval/mexico" is no longer in the way
      And the hurdle "technology-approval/korea" is possible
