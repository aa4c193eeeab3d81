@promise-5
Feature: A date that the news leaves vague stays vague
  Dates that overlap narrow each other; nothing is sharpened by guessing.

  Background:
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"

  Rule: An official names the day, an encyclopedia another

    Background:
      Given these claims recorded on 2022-07-05:
        | source | source kind | published  | kind              | instrument      | party  | as of   |
        | Paper  | news        | 2022-07-04 | consent-deposited | alce-convention | mexico | 2022-06 |
      And these claims recorded on 2022-07-20:
        | source   | source kind    | published  | kind              | instrument      | party  | as of      |
        | Ministry | party-official | 2022-07-20 | consent-deposited | alce-convention | mexico | 2022-06-15 |
      And these claims recorded on 2022-08-20:
        | source     | source kind  | published  | kind              | instrument      | party  | as of      |
        | Open Pages | encyclopedia | 2022-08-20 | consent-deposited | alce-convention | mexico | 2022-05-30 |

    Scenario: While only the month is known
      When I ask as of 10 June 2022, known on 10 July 2022
      Then "mexico" consented to "alce-convention" between 1 June 2022 and 30 June 2022
      And "mexico" may have consented to "alce-convention"

    Scenario: Once an official named the day
      When I ask as of 10 June 2022, known on 30 July 2022
      Then "mexico" consented to "alce-convention" on 15 June 2022
      And "mexico" has not consented to "alce-convention"

    Scenario: An encyclopedia's other day is kept, and changes nothing
      When I ask as of 1 September 2022
      Then "mexico" consented to "alce-convention" on 15 June 2022
      And "mexico" has consented to "alce-convention"
      And "Open Pages" loses on the consent of "mexico" to "alce-convention" as contradicted
