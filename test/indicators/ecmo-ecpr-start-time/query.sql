SELECT u.level, u.unit, p.period_type, p.period, '' AS stratum,
      list(c.value ORDER BY c.value) FILTER (WHERE c.met) AS sorted,
      count(*) FILTER (WHERE c.unknown) AS unknown, count(*) FILTER (WHERE c.belongs AND NOT c.mature) AS pending,
      count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
    FROM (SELECT hospital_id, index_month, "cannulation_minutes" AS value, (coalesce(("organ_donor"), false) AND coalesce("ecpr", true)) AS excluded, (NOT coalesce(("organ_donor"), false) AND ("ecpr") IS NULL) AS undated, (NOT coalesce(("organ_donor"), false) AND coalesce("ecpr", false)) AS belongs, (NOT coalesce(("organ_donor"), false) AND coalesce("ecpr", false)) AS mature, ((NOT coalesce(("organ_donor"), false) AND coalesce("ecpr", false)) AND coalesce(CASE WHEN "cannulation_minutes" IS NOT NULL THEN true END, false)) AS met, ((NOT coalesce(("organ_donor"), false) AND coalesce("ecpr", false)) AND (CASE WHEN "cannulation_minutes" IS NOT NULL THEN true END) IS NULL) AS unknown FROM (SELECT * FROM ecmo_runs)) c JOIN periods p ON c.index_month BETWEEN p.first AND p.last
  JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month
    GROUP BY u.level, u.unit, p.period_type, p.period ORDER BY ALL
