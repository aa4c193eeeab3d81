# language: es
@promise-10
Característica: El 12 de junio de 2024 se podía leer que había nueve de once
  Un recuento se muestra frente a lo requerido, con lo que falta y cuán seguro es.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "mexico-korea-space" entre "mexico" y "korea"
    Y un convenio "alce-convention"

  Escenario: Un artículo cuenta nueve de las once ratificaciones requeridas
    Dadas estas afirmaciones:
      | fuente   | publicado  | tipo     | instrumento     | recuento | requeridos | etapa      | cita                                                                  |
      | THX News | 2024-06-12 | recuento | alce-convention | 9        | 11         | depositado | With 9 of 11 required ratifications, ALCE is nearing entry into force |
    Cuando pregunto a fecha del 12 de junio de 2024
    Entonces "alce-convention" tiene 9 de 11 consentimientos
    Y a "alce-convention" le faltan 2 consentimientos
    Y los consentimientos de "alce-convention" están respaldados por una sola fuente
    Y los consentimientos de "alce-convention" se apoyan en las palabras "9 of 11 required ratifications"

  Escenario: Un mes antes, otro diario había contado diez
    Dadas estas afirmaciones:
      | fuente     | publicado  | tipo     | instrumento     | recuento | requeridos | etapa      | a fecha de |
      | La Jornada | 2024-05-19 | recuento | alce-convention | 10       | 11         | depositado | 2024-05-19 |
      | THX News   | 2024-06-12 | recuento | alce-convention | 9        | 11         | depositado | 2024-06-12 |
    Cuando pregunto a fecha del 12 de junio de 2024
    Entonces "alce-convention" tiene 10 de 11 consentimientos
    Y "THX News" no prevalece en los consentimientos de "alce-convention" por retroceso

  Escenario: El día anterior, nadie había contado
    Dadas estas afirmaciones:
      | fuente   | publicado  | tipo     | instrumento     | recuento | requeridos | etapa      |
      | THX News | 2024-06-12 | recuento | alce-convention | 9        | 11         | depositado |
    Cuando pregunto a fecha del 12 de junio de 2024, publicado hasta el 11 de junio de 2024
    Entonces ninguna fuente indica cuántos consentimientos reúne "alce-convention"
