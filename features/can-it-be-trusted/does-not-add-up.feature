@promise-17
Feature: What cannot be right is found
  A ministry says in March 2022 that four have ratified and that eight more of eleven are needed.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Scenario: Four and eight are twelve
    Given these claims:
      | source   | source kind    | published  | kind             | instrument      | count | required | needed | stage    |
      | Ministry | party-official | 2022-03-16 | consents-counted | alce-convention | 4     | 11       | 8      | approved |
    When I ask as of 17 March 2022
    Then the check "counts-add-up" finds 1 fault

  Scenario: Four and seven are eleven
    Given these claims:
      | source   | source kind    | published  | kind             | instrument      | count | required | needed | stage    |
      | Ministry | party-official | 2022-03-16 | consents-counted | alce-convention | 4     | 11       | 7      | approved |
    When I ask as of 17 March 2022
    Then the check "counts-add-up" finds 0 faults
