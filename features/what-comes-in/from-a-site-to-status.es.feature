# language: es
@promise-26
Característica: De un sitio que se sigue a la página de estado
  Lo que un sitio publica y nombra a una parte espera en la bandeja con las palabras de su página.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "Convenio ALCE"
    Y un sitio publica estos artículos como nuevos:
      | fuente  | publicado  | idioma | texto                                                                                                                                                          |
      | Agencia | 2024-06-12 | es     | Nueve de los once países requeridos han ratificado el Convenio ALCE. La agencia lo dijo el lunes en una breve nota que también recibió México.                    |
      | Cultura | 2024-06-12 | es     | La orquesta de la ciudad tocó dos horas bajo la lluvia, y nadie que tuviera asiento se marchó antes del final de la última pieza.                                   |
    Y se sigue el sitio para "space"

  Escenario: Lo que nombra a una parte espera y no cambia ninguna respuesta
    Cuando se consultan los canales
    Y pregunto a fecha del 14 de junio de 2024
    Entonces espera 1 documento en la bandeja
    Y ninguna fuente indica cuántos consentimientos reúne "convenio-alce"

  Escenario: Aceptado, se registra con las palabras de la página
    Cuando se consultan los canales
    Y se acepta el documento de "Agencia"
    Y pregunto a fecha del 14 de junio de 2024
    Entonces "convenio-alce" tiene 9 de 11 consentimientos

  Escenario: Consultado otra vez, nada llega dos veces
    Cuando se consultan los canales
    Y se acepta el documento de "Agencia"
    Y se consultan los canales
    Entonces esperan 0 documentos en la bandeja
