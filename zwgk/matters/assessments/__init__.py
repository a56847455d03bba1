"""assessments 考核评估 — indicator tables, evidence tagged to them, the evidence pack 佐证材料包."""
