@promise-21
Feature: What comes next, by when, and who must act
  An analyst asks each morning what to watch. What did not come by its day stands first.

  Background:
    Given an empty ledger
    And a partnership "japan-philippines" between "japan" and "philippines"
    And an agreement "access-agreement" between "japan" and "philippines"
    And a partnership "mexico-korea" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims recorded on 2025-05-02:
      | source | source kind | published  | partnership       | kind               | instrument       | party       | as of      | said as  | hurdle | title             | on    |
      | Herald | news        | 2025-05-01 | japan-philippines | consent-deposited  | access-agreement | japan       | ../2025-06-30 | expected |     |                   |       |
      | Herald | news        | 2025-05-01 | japan-philippines | consent-deposited  | access-agreement | philippines | 2025-09    | intended |        |                   |       |
      | Daily  | news        | 2025-05-01 | mexico-korea      | signed             | alce-convention  | korea       | 2025-08-15 | expected |        |                   |       |
      | Daily  | news        | 2025-05-01 | mexico-korea      | requirement-stated |                  |             |            | required | vote   | a vote at home    | korea |

  Scenario: Before any day is over, the soonest comes first
    When I ask as of 10 May 2025
    Then next over all partnerships comes "access-agreement", by 30 June 2025

  Scenario: What did not come by its day is overdue, and stays first
    When I look at "japan-philippines"
    And I ask as of 20 July 2025
    Then "consent-deposited" is overdue
    And next over all partnerships comes "access-agreement", by 30 June 2025

  Scenario: A day that is vague stays a span, and is not over before its end
    When I look at "japan-philippines"
    And I ask as of 29 September 2025
    Then next, "philippines" must act on "access-agreement"

  Scenario: Who must act on what has no day
    When I look at "mexico-korea"
    And I ask as of 10 May 2025
    Then next, "korea" must act on "vote"

  Scenario: What was done is not to come
    Given these claims recorded on 2025-06-05:
      | source  | source kind    | published  | partnership       | kind              | instrument       | party | as of      |
      | Gazette | party-official | 2025-06-05 | japan-philippines | consent-deposited | access-agreement | japan | 2025-06-04 |
    When I ask as of 20 July 2025
    Then next over all partnerships comes "alce-convention", by 15 August 2025
