# language: es
@promise-12
Característica: Mencionar un acuerdo no lo concluye
  El artículo que dice que el acuerdo sienta las bases dice, más abajo, que hay que negociarlo.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "mexico-korea-space" entre "mexico" y "korea"
    Y un convenio "alce-convention"

  Regla: Dos frases de un mismo artículo

    Antecedentes:
      Dado un acuerdo "aerospace-agreement" entre "mexico" y "korea"
      Y estas afirmaciones:
        | fuente   | publicado  | tipo                  | obstáculo     | título       | instrumento         | modalidad | cita                                                                               |
        | THX News | 2024-06-12 | mención de un acuerdo |               |              | aerospace-agreement |           | the agreement lays the groundwork                                                  |
        | THX News | 2024-06-12 | requisito             | the-agreement | negociarlo   | aerospace-agreement | requerido | the two nations must negotiate and ratify a formal aerospace cooperation agreement |

    Escenario: La mención se conserva, se muestra y no cuenta
      Cuando pregunto a fecha del 12 de junio de 2024
      Entonces "aerospace-agreement" está por concluirse
      Y hay 1 punto en disputa
      Y la etapa de "aerospace-agreement" está en disputa por las palabras "lays the groundwork"

    Escenario: Ambos Estados firman
      Dadas estas afirmaciones:
        | fuente | publicado  | tipo  | instrumento         | parte  | a fecha de |
        | Diario | 2025-01-11 | firma | aerospace-agreement | mexico | 2025-01-10 |
        | Diario | 2025-01-11 | firma | aerospace-agreement | korea  | 2025-01-10 |
      Cuando pregunto a fecha del 12 de enero de 2025
      Entonces la etapa de "aerospace-agreement" es firma
      Y hay 0 puntos en disputa
