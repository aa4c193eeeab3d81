# language: es
@promise-23
Característica: De la noticia que llega a la página de estado
  Lo que llega espera a una persona. Nada de la bandeja es una afirmación ni cambia una respuesta.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "Convenio ALCE"
    Y llegan estos documentos:
      | fuente   | tipo de fuente | publicado  | idioma | texto                                                                                                                                  |
      | Agencia  | agencia        | 2024-06-12 | es     | Nueve de los once países requeridos han ratificado el Convenio ALCE. La agencia lo dijo el lunes en una breve nota a todos sus miembros.           |
      | El Diario | prensa        | 2024-06-13 | es     | Nueve de los once países requeridos han ratificado el Convenio ALCE. La agencia lo dijo el lunes en una breve nota a todos sus miembros, y aquí se celebra. |

  Escenario: Lo que espera no cambia ninguna respuesta
    Cuando pregunto a fecha del 14 de junio de 2024
    Entonces esperan 2 documentos en la bandeja
    Y ninguna fuente indica cuántos consentimientos reúne "convenio-alce"

  Escenario: Aceptado, se registra con sus palabras
    Cuando se acepta el documento de "Agencia"
    Y pregunto a fecha del 14 de junio de 2024
    Entonces espera 1 documento en la bandeja
    Y "convenio-alce" tiene 9 de 11 consentimientos
    Y el documento de "El Diario" parece una reproducción de "Agencia"

  Escenario: Una reproducción no suma otra fuente
    Cuando se acepta el documento de "Agencia"
    Y se acepta el documento de "El Diario" como reproducción
    Y pregunto a fecha del 14 de junio de 2024
    Entonces los consentimientos de "convenio-alce" se apoyan en 1 fuente independiente

  Escenario: Descartado, y deshecho
    Cuando se acepta el documento de "Agencia"
    Y se descarta el documento de "El Diario"
    Y se deshace la respuesta sobre el documento de "Agencia"
    Y pregunto a fecha del 14 de junio de 2024
    Entonces espera 1 documento en la bandeja
    Y ninguna fuente indica cuántos consentimientos reúne "convenio-alce"
