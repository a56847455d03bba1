"""代录: what the office entered for a unit from stamped paper; the unit may object."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One entry for a unit: what was entered, from which paper, by whom, and the objection."""

    item = models.ForeignKey("ledger.Item", models.CASCADE, related_name="entries")
    report = models.ForeignKey("ledger.Report", models.CASCADE, null=True, blank=True, related_name="entries")
    evidence = models.ForeignKey("ledger.Evidence", models.CASCADE, null=True, blank=True, related_name="entries")
    extension = models.ForeignKey("ledger.Extension", models.CASCADE, null=True, blank=True, related_name="entries")
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="盖章件")
    paper_on = models.DateField("盖章件日期")
    entered_at = models.DateTimeField("代录时间")
    entered_by = models.CharField("代录人", max_length=80)
    objection = models.TextField("异议", blank=True)
    objected_at = models.DateTimeField("异议时间", null=True, blank=True)
    objected_by = models.CharField("异议人", max_length=80, blank=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        verbose_name = verbose_name_plural = "代录"

    def __str__(self) -> str:
        return f"代录：{self.entered_by} 依据盖章件 {self.paper_on}"

    @property
    def what(self) -> str:
        if self.report_id:
            return "进展"
        return "佐证材料" if self.evidence_id else "延期申请"
