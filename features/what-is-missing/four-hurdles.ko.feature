# language: ko
@promise-11
기능: 아직 남은 선결 절차와 그 근거가 되는 문구
  출처가 말한 선결 절차, 당사자마다 따로 있는 선결 절차, 아직 채워지지 않은 발효 요건.

  배경:
    조건 빈 원장이 있다
    그리고 "mexico"와 "korea" 사이의 협력 관계 "mexico-korea-space"가 있다
    그리고 협약 "alce-convention"이 있다

  규칙: 2024년 6월 12일 기사

    배경:
      조건 "mexico"와 "korea" 사이의 협정 "aerospace-agreement"가 있다
      그리고 다음 주장이 있다:
        | 출처     | 발행일     | 종류      | 선결 절차              | 제목           | 조약                | 담당          | 각각 | 양태 | 저지 대상             | 건수 | 필요 건수 | 단계 | 인용                                                                               |
        | THX News | 2024-06-12 | 요건      | the-agreement       | 협상과 비준    | aerospace-agreement | mexico, korea |      | 필수 | joint-programme     |      |           |      | the two nations must negotiate and ratify a formal aerospace cooperation agreement |
        | THX News | 2024-06-12 | 요건      | technology-approval | 기술 이전 승인 |                     | mexico, korea | 예   | 가능 | technology-transfer |      |           |      | may require approval by each country's space and aviation authorities             |
        | THX News | 2024-06-12 | 기속적 동의 집계 |                     |                | alce-convention     |               |      |      |                     | 9    | 11        | 기탁 | With 9 of 11 required ratifications                                                |

    시나리오: 선결 절차 네 건이 남아 있다
      만일 2024년 6월 12일 기준으로 묻는다
      그러면 남은 선결 절차는 4건이다
      그리고 남은 선결 절차는 다음과 같다:
        | 선결 절차                     | 상태 |
        | the-agreement              | 필수 |
        | alce-convention/threshold  | 필수 |
        | technology-approval/mexico | 가능 |
        | technology-approval/korea  | 가능 |
      그리고 "the-agreement"는 "joint-programme"을 막고 있다

    시나리오: 멕시코 당국이 허가한다
      조건 다음 주장이 있다:
        | 출처   | 출처 종류   | 발행일     | 종류 | 선결 절차              | 당사자 | 기준일     |
        | 항공청 | 당사국 공식 | 2024-09-01 | 허가 | technology-approval | mexico | 2024-08-30 |
      만일 2024년 9월 2일 기준으로 묻는다
      그러면 남은 선결 절차는 3건이다
      그리고 선결 절차 "technology-approval/mexico"는 허가 상태이다
