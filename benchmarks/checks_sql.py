"""The eight questions as a person would write them in DuckDB: (unit, object, filing, row) of every row behind a hit."""

QUERIES = {
    "HC-A1": """
        WITH c AS (
            SELECT unit_code, fiscal_year, budget_item, coalesce(category_code, category_name) AS category, amount,
                   award_date, filing_id, row_no
            FROM purchases
            WHERE status = 'AWARDED' AND method <> 'OPEN' AND NOT coalesce(adjustment_approved, false)
              AND budget_item IS NOT NULL),
        s AS (
            SELECT unit_code, fiscal_year, budget_item, category FROM c GROUP BY ALL
            HAVING count(*) >= 3 AND max(amount) < 500000.00 AND sum(amount) > 2000000.00),
        n AS (
            SELECT DISTINCT unit_code, fiscal_year, budget_item, category FROM (
                SELECT *, count(*) OVER (PARTITION BY unit_code, fiscal_year, budget_item, category ORDER BY award_date
                    RANGE BETWEEN INTERVAL 90 DAY PRECEDING AND CURRENT ROW) AS inside
                FROM c WHERE amount >= 450000.00 AND amount < 500000.00 AND award_date IS NOT NULL)
            WHERE inside >= 3)
        SELECT unit_code, category, filing_id, row_no
        FROM c JOIN (FROM s UNION FROM n) USING (unit_code, fiscal_year, budget_item, category)""",
    "HC-A3": """
        SELECT unit_code, purchase_no, filing_id, row_no
        FROM purchases LEFT JOIN (
            SELECT unit_code, purchase_no, count(*) FILTER (valid) AS counted FROM bids GROUP BY ALL
        ) USING (unit_code, purchase_no)
        WHERE status = 'AWARDED' AND method = 'OPEN' AND coalesce(valid_bids, counted) < 3""",
    "HC-A4": """
        SELECT unit_code, purchase_no, filing_id, row_no FROM purchases
        WHERE status = 'AWARDED' AND method = 'SINGLE' AND (publicity_date IS NULL
          OR coalesce(single_source_reason, '') NOT IN ('UNIQUE', 'EMERGENCY', 'ADDITION', 'PATENT'))""",
    "HC-A5": """
        WITH t AS (
            SELECT unit_code, purchase_no, award_date, amount, filing_id, row_no,
                   coalesce(category_code, category_name) AS category
            FROM purchases
            WHERE status = 'AWARDED' AND method <> 'FRAMEWORK' AND NOT coalesce(framework, false)
              AND award_date IS NOT NULL),
        b AS (
            SELECT t.*, coalesce(bidder_code, bidder_name) AS supplier, coalesce(won, false) AS won
            FROM bids JOIN t USING (unit_code, purchase_no)),
        w AS (
            SELECT *, sum(won::INT) OVER r AS wins, count(*) OVER r AS entered,
                   sum(CASE WHEN won THEN amount END) OVER r AS taken
            FROM b WINDOW r AS (PARTITION BY unit_code, category, supplier ORDER BY award_date
                RANGE BETWEEN INTERVAL 12 MONTH PRECEDING AND CURRENT ROW)),
        d AS (
            SELECT unit_code, category, award_date, count(*) AS n, sum(amount) AS a FROM t GROUP BY ALL),
        m AS (
            SELECT unit_code, category, award_date, sum(n) OVER r AS tenders, sum(a) OVER r AS total
            FROM d WINDOW r AS (PARTITION BY unit_code, category ORDER BY award_date
                RANGE BETWEEN INTERVAL 12 MONTH PRECEDING AND CURRENT ROW)),
        h AS (
            SELECT unit_code, category, supplier, max(award_date) AS last_on
            FROM w JOIN m USING (unit_code, category, award_date)
            WHERE won AND wins >= 5 AND wins * 10000 >= entered * 8000 AND tenders >= 5
              AND taken * 10000 >= total * 5000
            GROUP BY ALL)
        SELECT unit_code, supplier, filing_id, row_no FROM b JOIN h USING (unit_code, category, supplier)
        WHERE award_date BETWEEN last_on - INTERVAL 12 MONTH AND last_on""",
    "HC-B1": """
        SELECT unit_code, contract_no, filing_id, row_no FROM contracts
        WHERE amendment_amount IS NOT NULL AND amount > 0
          AND NOT (kind = 'WORKS' AND coalesce(amendment_approved, false))
          AND amendment_amount * 10000 > amount * CASE WHEN kind = 'WORKS' THEN 1500 ELSE 1000 END""",
    "HC-B2": """
        WITH c AS (
            SELECT unit_code, contract_no, accepted_on, coalesce((prepay_ratio * 10000)::BIGINT, 3000) AS allowed,
                   amount + CASE WHEN amendment_approved THEN coalesce(amendment_amount, 0) ELSE 0 END AS price
            FROM contracts WHERE amount > 0),
        e AS (
            SELECT p.unit_code, p.contract_no, p.filing_id, p.row_no, p.amount, price, allowed
            FROM payments p JOIN c USING (unit_code, contract_no)
            WHERE accepted_on IS NULL OR paid_on < accepted_on),
        o AS (
            SELECT unit_code, contract_no FROM e GROUP BY unit_code, contract_no, price, allowed
            HAVING sum(amount) * 10000 > price * allowed)
        SELECT unit_code, contract_no, filing_id, row_no FROM e JOIN o USING (unit_code, contract_no)""",
    "HC-B3": """
        WITH s AS (
            SELECT unit_code, contract_no, sum(amount) AS total FROM payments
            WHERE contract_no IS NOT NULL GROUP BY ALL),
        o AS (
            SELECT unit_code, contract_no FROM contracts JOIN s USING (unit_code, contract_no)
            WHERE total > amount + CASE WHEN amendment_approved THEN coalesce(amendment_amount, 0) ELSE 0 END)
        SELECT unit_code, contract_no, filing_id, row_no FROM payments JOIN o USING (unit_code, contract_no)""",
    "HC-C4": """
        WITH c AS (SELECT * FROM invoices WHERE NOT coalesce(instalment, false)),
        n AS (
            SELECT unit_code, invoice_code, invoice_no FROM c GROUP BY ALL HAVING count(*) >= 2),
        l AS (
            SELECT unit_code, seller_name, amount, invoice_date FROM c GROUP BY ALL
            HAVING count(DISTINCT invoice_code || '/' || invoice_no) >= 2)
        SELECT unit_code, invoice_code || '/' || invoice_no, filing_id, row_no
        FROM c JOIN n USING (unit_code, invoice_code, invoice_no)
        UNION ALL
        SELECT unit_code, invoice_date::VARCHAR, filing_id, row_no
        FROM c JOIN l USING (unit_code, seller_name, amount, invoice_date)""",
}
