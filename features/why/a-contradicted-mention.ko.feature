# language: ko
@promise-12
기능: 협정을 언급했다고 체결된 것은 아니다
  협정이 토대가 된다고 쓴 기사가 뒤에서는 협정을 아직 협상해야 한다고 쓴다.

  배경:
    조건 빈 원장이 있다
    그리고 "mexico"와 "korea" 사이의 협력 관계 "mexico-korea-space"가 있다
    그리고 협약 "alce-convention"이 있다

  규칙: 한 기사의 두 문장

    배경:
      조건 "mexico"와 "korea" 사이의 협정 "aerospace-agreement"가 있다
      그리고 다음 주장이 있다:
        | 출처     | 발행일     | 종류      | 선결 절차        | 제목 | 조약                | 양태 | 인용                                                                               |
        | THX News | 2024-06-12 | 협정 언급 |               |      | aerospace-agreement |      | the agreement lays the groundwork                                                  |
        | THX News | 2024-06-12 | 요건      | the-agreement | 협상 | aerospace-agreement | 필수 | the two nations must negotiate and ratify a formal aerospace cooperation agreement |

    시나리오: 언급은 보존되고 드러나지만 반영되지 않는다
      만일 2024년 6월 12일 기준으로 묻는다
      그러면 "aerospace-agreement"는 아직 체결되지 않았다
      그리고 다툼이 있는 사항은 1건이다
      그리고 "aerospace-agreement"의 단계는 "lays the groundwork"라는 문구와 어긋나 다툼이 있다

    시나리오: 두 나라가 서명한다
      조건 다음 주장이 있다:
        | 출처 | 발행일     | 종류 | 조약                | 당사자 | 기준일     |
        | 신문 | 2025-01-11 | 서명 | aerospace-agreement | mexico | 2025-01-10 |
        | 신문 | 2025-01-11 | 서명 | aerospace-agreement | korea  | 2025-01-10 |
      만일 2025년 1월 12일 기준으로 묻는다
      그러면 "aerospace-agreement"의 단계는 서명이다
      그리고 다툼이 있는 사항은 0건이다
