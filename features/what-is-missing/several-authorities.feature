@promise-11
Feature: Several authorities of one hurdle each take their own step
  The hurdle is as far as the least far of them.

  Background:
    Given an empty ledger
    And the parties "customs" and "foreign-affairs"
    And a partnership "defence" between "japan" and "philippines"
    And these claims:
      | source | published  | kind               | hurdle | title    | on          | authorities              | when       |
      | Paper  | 2024-09-30 | requirement-stated | review | a review | philippines | customs, foreign-affairs | 2024-09-01 |
      | Paper  | 2024-09-30 | review-started     | review |          |             | customs, foreign-affairs | 2024-09-02 |

  Scenario: One has granted it
    Given these claims:
      | source | published  | kind             | hurdle | authority | when       |
      | Paper  | 2024-10-31 | approval-granted | review | customs   | 2024-10-01 |
    When I ask as of 1 November 2024
    Then for "customs" the hurdle "review" is granted
    And for "foreign-affairs" the hurdle "review" is under review
    And the hurdle "review" is under review
