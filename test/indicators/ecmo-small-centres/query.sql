SELECT level, unit, period_type, period, '' AS stratum, count(*) FILTER (WHERE n < 20 AND n > 0) AS numerator, count(*) FILTER (WHERE n > 0) AS denominator,
      CAST(sum(excluded) AS BIGINT) AS excluded, CAST(sum(undated) AS BIGINT) AS undated
    FROM (
      SELECT u.level, u.unit, p.period_type, p.period, c.hospital_id, count(*) FILTER (WHERE c.mature) AS n,
        count(*) FILTER (WHERE c.excluded) AS excluded, count(*) FILTER (WHERE c.undated) AS undated
      FROM (SELECT hospital_id, index_month, NOT coalesce(("organ_donor"), false) AS mature, coalesce(("organ_donor"), false) AS excluded, false AS undated FROM (SELECT * FROM ecmo_runs)) c
      JOIN periods p ON c.index_month BETWEEN p.first AND p.last AND p.period_type IN ('year', 'rolling12')
      JOIN units u ON u.hospital_id = c.hospital_id AND u.index_month = c.index_month AND u.level <> 'hospital'
      GROUP BY u.level, u.unit, p.period_type, p.period, c.hospital_id)
    GROUP BY level, unit, period_type, period ORDER BY ALL
