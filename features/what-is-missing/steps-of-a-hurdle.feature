@promise-11
Feature: A hurdle moves step by step, and back
  Applied, reviewed, granted; a retracted grant puts the hurdle back in the way.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: A licence is required of Korea

    Background:
      Given these claims:
        | source | published  | kind               | hurdle  | title     | on    | said as  | blocks     |
        | Paper  | 2024-01-10 | requirement-stated | licence | a licence | korea | required | launch-pad |

    Scenario: It is applied for, and granted
      Given these claims:
        | source | published  | kind              | hurdle  | as of      |
        | Paper  | 2024-05-01 | application-filed | licence | 2024-02-01 |
        | Paper  | 2024-05-01 | approval-granted  | licence | 2024-04-01 |
      When I ask as of 1 March 2024
      Then the hurdle "licence" is applied
      And "licence" blocks "launch-pad"
      When I ask as of 1 May 2024
      Then the hurdle "licence" is granted
      And nothing blocks "launch-pad"

    Scenario: The paper takes its report of the grant back
      Given these claims:
        | source | published  | kind             | hurdle  | as of      |
        | Gazeta | 2024-05-01 | approval-granted | licence | 2024-04-01 |
      When on 3 May 2024 "Gazeta" retracts "Gazeta"
      And I ask as of 4 May 2024
      Then the hurdle "licence" is required
      And "licence" blocks "launch-pad"
