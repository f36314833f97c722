SELECT u.level, u.unit, p.period_type, p.period, '' AS stratum,
      list(c.value ORDER BY c.value) FILTER (WHERE c.met) AS sorted,
      count(*) FILTER (WHERE c.unknown) AS unknown, count(*) FILTER (WHERE c.belongs AND NOT c.mature) AS pending,
      count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
    FROM (SELECT hospital_id, index_month, "report_days" AS value, false AS excluded, false AS undated, true AS belongs, coalesce("implant_30d_over" <= CAST($as_of_end AS TIMESTAMP), false) AS mature, (coalesce("implant_30d_over" <= CAST($as_of_end AS TIMESTAMP), false) AND coalesce(CASE WHEN "report_days" IS NOT NULL THEN true END, false)) AS met, (coalesce("implant_30d_over" <= CAST($as_of_end AS TIMESTAMP), false) AND (CASE WHEN "report_days" IS NOT NULL THEN true END) IS NULL) AS unknown FROM (SELECT * FROM vad_implants)) c JOIN periods p ON c.index_month BETWEEN p.first AND p.last
  JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month
    GROUP BY u.level, u.unit, p.period_type, p.period ORDER BY ALL
