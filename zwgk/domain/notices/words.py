"""Words by which official documents show their parts. No place, organ or document has a name here."""

from __future__ import annotations

import re

# label of a head field → slot of Metadata ("" = known, kept under `other`; "-" = page furniture)
HEAD_LABELS: dict[str, str] = {
    "索引号": "index_number", "索引编号": "index_number", "信息索引号": "index_number", "信息索引": "index_number", "索引码": "index_number",
    "主题分类": "theme", "主题类别": "theme", "信息分类": "theme", "所属主题": "theme", "所属分类": "theme", "分类": "theme",
    "发文机关": "issuing_organ", "发文单位": "issuing_organ", "发文机构": "issuing_organ", "发文部门": "issuing_organ", "制发机关": "issuing_organ",
    "制发单位": "issuing_organ", "制定机关": "issuing_organ", "制文机关": "issuing_organ", "印发机关": "issuing_organ",
    "发布机构": "publisher", "发布单位": "publisher", "发布机关": "publisher", "发布部门": "publisher", "公开机构": "publisher",
    "公开单位": "publisher", "公开主体": "publisher", "公开责任部门": "publisher", "公开责任主体": "publisher", "信息公开单位": "publisher",
    "责任部门": "", "责任单位名称": "", "信息提供单位": "", "所属机构": "", "所属部门": "publisher", "发布者": "",
    "成文日期": "signed_date", "成文时间": "signed_date", "制文日期": "signed_date", "签发日期": "signed_date", "签发时间": "signed_date",
    "发文日期": "issue_timestamp", "发文时间": "issue_timestamp", "生成日期": "issue_timestamp", "生成时间": "issue_timestamp",
    "信息生成日期": "issue_timestamp", "产生日期": "issue_timestamp", "印发日期": "printed_date", "印发时间": "printed_date",
    "发布日期": "published_date", "发布时间": "published_date", "公布日期": "published_date", "公开日期": "published_date",
    "公开时间": "published_date", "发表时间": "published_date", "发表日期": "published_date", "录入时间": "published_date",
    "更新时间": "published_date", "上传时间": "published_date", "时间": "published_date", "日期": "published_date", "发稿时间": "published_date",
    "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title", "文件标题": "title", "公文名称": "title", "文件名": "title",
    "信息标题": "title", "文号": "doc_number", "发文字号": "doc_number", "文件编号": "doc_number", "文件字号": "doc_number", "发文文号": "doc_number",
    "文件文号": "doc_number", "公文文号": "doc_number", "发文号": "doc_number", "文件号": "doc_number", "发文编号": "doc_number", "字号": "doc_number",
    "有效性": "validity", "时效性": "validity", "是否有效": "validity", "效力状态": "validity", "有效状态": "validity", "时效状态": "validity",
    "文件状态": "validity", "文件有效性": "validity", "信息有效性": "validity", "效力": "validity", "时效": "validity", "有效期": "",
    "公开方式": "publicity", "公开属性": "publicity", "公开类型": "publicity", "公开类别": "publicity", "公开形式": "", "公开范围": "", "公开时限": "", "公开程序": "",
    "来源": "source_site", "信息来源": "source_site", "稿源": "source_site", "文章来源": "source_site", "稿件来源": "source_site", "作者": "author",
    "编辑": "editor", "责任编辑": "editor", "审核": "", "签发": "", "主题词": "", "关键词": "", "关键字": "", "内容概述": "", "内容摘要": "", "摘要": "",
    "体裁分类": "", "体裁": "", "文体": "", "组配分类": "", "服务对象": "", "服务对象分类": "", "载体类型": "", "载体形式": "", "语种": "", "栏目": "",
    "所属栏目": "", "原文链接": "", "统一登记号": "", "统一编号": "", "登记号": "", "规范性文件编号": "", "规范性文件统一编号": "", "备案号": "", "归档时间": "", "信息类别": "",
    "生效日期": "", "实施日期": "", "施行日期": "", "生效时间": "", "实施时间": "", "废止日期": "", "失效日期": "", "废止时间": "", "失效时间": "", "解读链接": "",
    "文件类型": "", "文种": "", "公文种类": "", "信息类型": "", "密级": "", "紧急程度": "", "签发人": "", "有效期限": "", "内容分类": "", "行业分类": "", "主题": "",
    "浏览次数": "-", "浏览量": "-", "浏览": "-", "阅读次数": "-", "阅读量": "-", "阅读": "-", "点击数": "-", "点击量": "-", "点击率": "-", "点击次数": "-",
    "访问量": "-", "访问次数": "-", "人气": "-", "字体": "-", "字体大小": "-", "分享到": "-", "分享": "-", "打印": "-", "已浏览": "-", "下载": "-", "收藏": "-",
    "今天是": "-", "您现在的位置": "-", "您现在所在的位置": "-", "当前位置": "-", "您的位置": "-", "您当前的位置": "-", "您所在的位置": "-", "视力保护色": "-",
}  # fmt: skip

# header of a table column → role of the column
COLUMNS: dict[str, str] = {
    "序号": "seq", "编号": "seq", "项目序号": "seq",
    "重点任务": "topic", "任务类别": "class", "类别": "class", "任务分类": "class", "分类": "class", "领域": "class", "重点领域": "class", "一级指标": "class",
    "工作类别": "class", "试点领域": "class", "公开事项": "class", "事项类别": "class", "指标": "class", "任务板块": "topic", "重点工作": "topic", "工作重点": "topic", "任务名称": "topic", "工作事项": "topic", "项目": "topic", "事项": "topic",
    "工作任务": "task", "主要任务": "task", "任务": "task", "重点工作任务": "task", "目标任务": "task", "任务分工": "task", "工作项目": "task", "主要工作任务": "task",
    "任务分解": "task", "主要工作": "task", "工作要点": "task", "分解任务": "task", "具体任务": "measure", "任务事项": "task", "重点工作内容": "measure",
    "贯彻举措": "measure", "工作举措": "measure", "具体举措": "measure", "具体措施": "measure", "工作措施": "measure", "落实措施": "measure", "贯彻措施": "measure",
    "工作内容": "measure", "主要内容": "measure", "具体内容": "measure", "任务内容": "measure", "工作要求": "measure", "任务要求": "measure", "具体要求": "measure",
    "主要举措": "measure", "主要措施": "measure", "重点举措": "measure", "落实举措": "measure", "内容": "measure", "具体工作": "measure", "具体任务举措": "measure",
    "工作任务及要求": "measure", "工作目标": "measure", "任务描述": "measure", "具体工作任务": "measure", "细化措施": "measure", "工作标准": "other", "目标要求": "measure",
    "牵头单位": "lead", "牵头部门": "lead", "主办单位": "lead", "主办部门": "lead", "牵头责任单位": "lead", "主要责任单位": "lead", "牵头科室": "lead", "主责单位": "lead",
    "牵头": "lead", "牵头处室": "lead", "牵头股室": "lead", "第一责任单位": "lead",
    "责任单位": "resp", "责任部门": "resp", "承办单位": "resp", "承办部门": "resp", "落实单位": "resp", "责任科室": "resp", "责任处室": "resp", "责任股室": "resp",
    "实施单位": "resp", "负责单位": "resp", "负责部门": "resp", "责任主体": "resp", "分工单位": "resp", "任务分工单位": "resp", "责任分工": "resp", "公开主体": "other",
    "配合/责任单位": "resp", "责任/配合单位": "resp", "责任(配合)单位": "resp", "完成单位": "resp", "责任单位(部门)": "resp", "工作分工": "resp", "任务分工情况": "resp",
    "配合单位": "coop", "配合部门": "coop", "协办单位": "coop", "协办部门": "coop", "协助单位": "coop", "参与单位": "coop", "参加单位": "coop", "协同单位": "coop",
    "协同部门": "coop", "配合责任单位": "coop", "配合科室": "coop",
    "完成时限": "time", "完成时间": "time", "时间节点": "time", "时限要求": "time", "具体时限": "time", "推进时间": "time", "办理时限": "time", "完成期限": "time", "时限": "time", "时间要求": "time", "工作时限": "time", "时间安排": "time",
    "进度安排": "time", "办结时限": "time", "时间进度": "time", "完成日期": "time", "进度要求": "time", "完成时间节点": "time", "时间": "time", "推进时限": "time", "期限": "time",
    "备注": "other", "成果形式": "other", "责任人": "other", "责任领导": "other", "联系人": "other", "分管领导": "other", "完成情况": "other", "工作成果": "other",
    "预期成果": "other", "落实情况": "other", "进展情况": "other", "目标": "other", "牵头领导": "other", "具体责任人": "other", "考核标准": "other", "联系电话": "other",
}  # fmt: skip

# headings of chapters that set no task (R7)
NO_TASK_HEADING = re.compile(
    r"^(?:指导思想|总体要求|总体思路|基本原则|工作原则|基本思路|重要意义|重大意义|总体要求和.{2,8}|指导思想[和与及].{2,8}|工作思路|总则|工作背景|背景|编制依据|充分认识.{2,40}意义)$"
)
# kinds of documents that set no task although they may be numbered
NO_TASK_TITLE = re.compile(
    r"(?:批复|复函|的答复|答复意见|答复函|的函|回复|任免|任职|免职|任命|公示|公告|通告|年度报告|工作报告|情况报告|的报告|述职.{0,4}|公报|名单|解读|说明|新闻|简报|启事)(?:[（(].{0,12}[）)])?$"
    r"|节假日安排|放假|休假安排|(?:任免|任职|免职|任命|职务任免).{0,12}通知|组成人员的通知|成立.{0,40}(?:小组|委员会|指挥部|专班).{0,6}的通知"
    r"|调整.{0,40}(?:成员|小组|委员会|指挥部).{0,6}的通知|(?:废止|失效|修改).{0,30}(?:决定|通知)$|印发.{0,60}(?:工作规则|议事规则)"
)
# printed annexes that are rules (articles), not plans
NORM_TITLE = re.compile(r"(?:格式|样式|样表|模板|范本|登记表|汇总表|联系表|统计表|名单|领导小组|回执|提纲|填表说明|编写说明|工作报告|年度报告|情况报告|办法|规定|条例|细则|规则|章程|规程|应急预案|预案|守则)(?:[（(].{0,12}[）)])?(?:的通知|的函)?$")

KINDS = (
    "通知", "意见", "批复", "复函", "函", "公告", "通告", "决定", "命令", "报告", "请示", "议案", "纪要", "公报", "通报", "决议", "答复",
    "要点", "方案", "分工", "计划", "规划", "纲要", "办法", "规定", "细则", "条例", "规则", "预案", "目录", "清单", "分解表", "任务表", "台账", "指引", "标准",
    "措施", "制度", "规程", "章程", "安排", "名单", "解读", "说明", "指南", "工作表", "计划表", "一览表", "时间表", "任务", "举措", "表", "建议", "格式", "模板", "样式", "提纲", "小组",
)  # fmt: skip

# last characters of names of units
UNIT_TAILS = (
    "局", "委", "办", "厅", "部", "署", "院", "室", "处", "科", "股", "站", "所", "队", "社", "行", "会", "馆", "台", "校", "庭", "区", "镇", "乡", "县", "市",
    "部门", "单位", "机构", "政府", "中心", "公司", "集团", "机关", "法院", "检察院", "委员会", "办公厅", "办公室", "街道", "办事处", "管委会", "村", "州",
    "人武部", "企业", "国企", "党组", "党校", "工委", "政协", "人大", "银行", "协会", "联合会", "总社", "支队", "大队", "开发区", "园区", "医院", "学校", "电视台", "报社",
    "街办", "镇街", "乡镇", "部委", "省", "自治区", "直辖市", "盟", "旗", "兵团", "中央", "妇联", "残联", "工商联", "总工会", "文联", "科协", "侨联", "组织", "专班", "小组",
)  # fmt: skip
STRONG_TAIL = re.compile(
    r"(?:局|委|办|厅|署|部|处|科|股|室|站|院|馆|台|社|中心|部门|单位|机构|公司|集团|政府|街道|办事处|管委会|委员会|乡镇|镇街|街办|国企|企业|法院|检察院|开发区|园区|校|大队|支队|支行|分行|联合会|协会|会|银行|人大|政协|兵团|妇联|工商联)"
    r"(?:[（(][^（）()]{1,20}[）)])?(?:等)?$"
)
COLLECTIVE = re.compile(r"各|有关|相关|[省市县区州旗]直|部门$|全[省市县区州]|镇街|乡镇")
FURNITURE = re.compile(
    r"^(?:微信(?:公众号)?|微博|新浪微博|QQ空间|繁体字?|简体字?|繁體|登录|注册|简体|繁体|RSS|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|返回(?:首页|顶部)?|首页|网站首页|无障碍.{0,8}|适老.{0,4}|关怀版|长辈版|老年版|大字版|关爱版|长者.{0,4}|RSS订阅"
    r"|网站地图|联系我们|关于我们|站内搜索|搜索|分享|扫一扫.{0,16}|手机扫码.{0,10}|手机版|客户端|上一篇.{0,80}|下一篇.{0,80}|相关(?:链接|文档|附件|阅读|解读|信息|新闻|稿件).{0,40}|附件下载.{0,30}|全真版|文字版|文件下载|正文"
    r"|字[号體体]?[:： ]*大 ?中 ?小.{0,4}|【?字体.{0,20}|【?(?:打印|关闭).{0,12}|网站标识码.{0,20}|政府网站标识码.{0,20}|.{0,20}ICP备.{0,60}|.{0,10}公网安备.{0,40}|版权所有.{0,40}|主办(?:单位)?[:：].{0,80}|承办(?:单位)?[:：].{0,80}"
    r"|技术支持[:：].{0,40}|Copyright.{0,80}|©.{0,80}|(?:您|你)?(?:现在|当前)?(?:所在)?的?位置 ?[:：].{0,120}|当前位置.{0,120}|字號.{0,20}|阅读[:：]? ?\d*|我要纠错.{0,10}|纠错|[-—－] ?\d{1,3} ?[-—－]"
    r"|中央人民政府.{0,40}|中国政府网.{0,20}|=+ ?正文.{0,30}=+|@(?:url|expect) .{0,600}|(?:本站)?主办.{0,40}承办.{0,60}|信息来源.{0,30}网站.{0,20}|.{0,12}浏览(?:次数|量).{0,20})$"
)


def furniture(text: str) -> bool:
    """True for a line of nothing but page furniture (navigation, widgets, footer)."""
    bare = text.strip(" \t•·►▪■|｜*>-")
    if len(bare) > 700:
        return False
    if not bare or FURNITURE.match(bare):
        return True
    words = re.split(r"[ |｜•]+", bare)
    return 1 < len(words) <= 12 and all(FURNITURE.match(word) for word in words)
