@promise-20
Feature: Two spellings of one institute are one party once someone judges so
  One paper writes KARI, another "Korean Aerospace Research Institute"; both told of one consent.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And the parties "KARI", "Korean Aerospace Research Institute" and "Korea Aerospace Research Institute"
    And a convention "alce-convention" in force 30 days after 3 consents
    And these claims:
      | source     | published  | kind              | instrument      | party                               | as of      |
      | THX News   | 2024-06-12 | consent-deposited | alce-convention | KARI                                | 2024-06-01 |
      | La Jornada | 2024-06-13 | consent-deposited | alce-convention | Korean Aerospace Research Institute | 2024-06-01 |
      | La Jornada | 2024-06-13 | consent-deposited | alce-convention | mexico                              | 2024-06-03 |

  Scenario: While nobody has judged, the names are counted apart, and the two spellings are found
    When I ask as of 20 June 2024
    Then "alce-convention" has 3 of 3 consents
    And "KARI" and "Korean Aerospace Research Institute" are two parties
    And the check "names-told-apart" finds 1 fault

  Scenario: Judged the same they count once, and the words stay as they were filed
    When on 14 June 2024 "Ana" judges "KARI" and "Korean Aerospace Research Institute" to be the same
    And on 14 June 2024 "Ana" judges "Korea Aerospace Research Institute" and "KARI" to be the same
    And I ask as of 20 June 2024
    Then "alce-convention" has 2 of 3 consents
    And "alce-convention" still needs 1 consent
    And "KARI" and "Korean Aerospace Research Institute" are one party
    And "Korean Aerospace Research Institute" has consented to "alce-convention"
    And the claim of "La Jornada" stands
    And the check "names-told-apart" finds 0 faults
    When I ask as of 20 June 2024, known on 13 June 2024
    Then "alce-convention" has 3 of 3 consents

  Scenario: Judged different they are two parties, however alike their names are
    When on 14 June 2024 "Ana" judges "Korean Aerospace Research Institute" and "Korea Aerospace Research Institute" to be different
    And I ask as of 20 June 2024
    Then "alce-convention" has 3 of 3 consents
    And the check "names-told-apart" finds 0 faults

  Scenario: The judgement is taken back, and everything is as before
    When on 14 June 2024 "Ana" judges "KARI" and "Korean Aerospace Research Institute" to be the same
    And on 15 June 2024 "Bo" judges "KARI" and "Korean Aerospace Research Institute" to be undecided
    And I ask as of 20 June 2024
    Then "alce-convention" has 3 of 3 consents
    And "KARI" and "Korean Aerospace Research Institute" are two parties

  Scenario: One spelling is the same as two parties that are different, so it is neither
    When on 14 June 2024 "Ana" judges "KARI" and "Korean Aerospace Research Institute" to be the same
    And on 14 June 2024 "Ana" judges "Korean Aerospace Research Institute" and "mexico" to be the same
    And on 15 June 2024 "Bo" judges "KARI" and "mexico" to be different
    And I ask as of 20 June 2024
    Then "alce-convention" has 3 of 3 consents
    And the check "judgements-agree" finds 1 fault

  Scenario: A party judged against itself, and one that nobody knows, are refused
    When on 14 June 2024 "Ana" judges "KARI" and "kari" to be the same
    Then it is refused: "cannot be judged against itself"
    When on 14 June 2024 "Ana" judges "KARI" and "the ministry" to be the same
    Then it is refused: "no such party: the ministry"
