# language: es
@promise-30
Característica: El público lee lo que sabe la oficina, hasta las palabras, y nada de la propia oficina
  El sitio son archivos sin más. Quien lo abra puede seguir un recuento hasta quién lo dijo, y con qué palabras.

  Antecedentes:
    Dado un libro vacío
    Y una cooperación "harbour" entre "Chile" y "Corea"
    Y una cooperación "space" entre "México" y "Corea"
    Y un convenio "alce"
    Y estas afirmaciones:
      | fuente   | publicado  | tipo     | instrumento | recuento | requeridos | etapa      | a fecha de | cita                         |
      | THX News | 2024-06-01 | recuento | alce        | 9        | 11         | depositado | 2024-06-01 | Nueve de once se han sumado  |
      | Gazeta   | 2024-06-12 | recuento | alce        | 10       | 11         | depositado | 2024-06-12 | Diez de once se han sumado   |

  Escenario: De la página de estado a las palabras
    Cuando se publica el sitio público en español
    Entonces la página de "space" en el sitio dice "10 de 11"
    Y sus enlaces llevan a las palabras "Diez de once se han sumado"
    Y cada enlace del sitio lleva a un archivo del sitio

  Escenario: Lo que su medio retiró ya no se dice
    Cuando el 14 de junio de 2024 "Gazeta" retira "Gazeta"
    Y se publica el sitio público en español
    Entonces la página de "space" en el sitio dice "9 de 11"
    Y la página de "space" en el sitio no dice "10 de 11"

  Escenario: Quién trabaja en la oficina no consta en él
    Cuando el 14 de junio de 2024 "El turno de noche" considera que "México" y "Corea" son partes distintas
    Y se publica el sitio público en español
    Entonces ningún archivo del sitio contiene "El turno de noche"
    Y ningún archivo del sitio dice dónde está el libro

  Escenario: Solo se escribe lo que cambió
    Cuando se publica el sitio público en español
    Y se publica otra vez el sitio público en español
    Entonces no se escribió nada del sitio

    Cuando consulto "harbour"
    Y estas afirmaciones:
      | fuente | publicado  | tipo    | anfitrión | cooperación | a fecha de |
      | Herald | 2024-06-20 | reunión | Chile     | harbour     | 2024-06-20 |
    Y se publica otra vez el sitio público en español
    Entonces la página de "harbour" en el sitio dice "20 de junio de 2024"
    Y se escribió la página de "harbour" en el sitio
    Y la página de "space" en el sitio quedó como estaba
