import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inforequests", "0002_arriving"), ("organs", "__first__")]

    operations = [
        migrations.CreateModel(
            name="Details",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("court", models.CharField(blank=True, max_length=80, verbose_name="有管辖权的人民法院")),
                ("review_organ", models.CharField(blank=True, max_length=120, verbose_name="行政复议机关")),
                ("review_kind", models.CharField(blank=True, max_length=30, verbose_name="复议管辖的类别")),
                ("internet", models.CharField(blank=True, max_length=200, verbose_name="互联网复议渠道")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="经办机构和联系方式")),
                ("sender", models.CharField(blank=True, max_length=200, verbose_name="寄件地址")),
                ("pay", models.CharField(blank=True, max_length=300, verbose_name="信息处理费缴纳方式")),
                ("set_at", models.DateTimeField(blank=True, null=True, verbose_name="修改时间")),
                ("set_by", models.CharField(blank=True, max_length=80, verbose_name="修改人")),
                ("organ", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.organ", verbose_name="机关")),
            ],
            options={"verbose_name": "依申请公开文书设置", "verbose_name_plural": "依申请公开文书设置"},
        ),
    ]
