SELECT hospital_id, index_month, count(*) AS i0_numerator FROM (SELECT * FROM vad_implants) GROUP BY hospital_id, index_month
