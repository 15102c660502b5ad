"""The 256 Spanish words of secret words, three at a time; accents need not be typed (ACC-05)."""

_LIST = """
abeja abrigo agua aguja alas album alfombra algodón alto amable amarillo amigo amor ancla anillo arbol arco arena arroz astro atlas
avena avión azúcar azul bahía baile balsa banco bandera banjo barco barril barro bosque botella botin brillo brisa bronce brote bruma
búho burbuja cabra cacao caja calle calma camello camino campana campo canasta canción canela canoa capa caracol carpa carta casco cebra
cedro cena cereza cerro cesta ciclo cielo ciervo cinta circo ciudad claro clavel cobre coche cocina cojin colina collar color cometa
conejo copa coral corona corto costa crema cuadro cubo cuento cuerda cueva dado danza delfín desierto dibujo disco dorado dragon dulce
eco enero erizo escoba espejo espiga estrella faro feliz feria fiesta flauta flecha flor fresa frío fruta fuego fuente fútbol gafas
galleta gallo gato girasol globo goma gorra gota grande granja grillo gris guante guitarra hada helado hielo hierba hilo hoja hormiga
huerta isla jabón jardín jarra jirafa juego jugo juguete lago lana lancha lápiz largo leche lechuza lento león libro limón lindo
linterna llave lluvia lobo lucero luna luz madera maleta mango manta manzana mapa marco mariposa martes melón menta mesa miel monte mora
mosaico motor mundo muralla museo naranja nido nieve nogal noria nota novela nube nuevo nuez oliva orilla oro oso otoño oveja palma
paloma pan papel parque patio pelota pera perla pez piano piedra pino pintor piscina planeta plata playa pluma pomelo postal pradera
primo puente puerta pulpo queso quince radio rana ratón reloj remo río risa roble roca rojo rosa rueda salto sandía sapo selva semilla
"""
WORDS = tuple(_LIST.split())
