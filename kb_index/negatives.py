"""Small requests that a company's knowledge base does not answer: other trades, chit-chat, errands.

They stand for the questions nobody thought of when a KB was written. A fit leaves out those that its KB does answer.
"""

ENGLISH = """
What's the weather going to be like on Saturday?
Can you recommend a good pizza place near the station?
How do I get a red wine stain out of a wool carpet?
Who won the football match last night?
Tell me a joke about penguins.
What is the capital of Mongolia?
How long should I boil an egg?
My cat keeps scratching the sofa, what can I do?
Can you write a poem for my grandmother's birthday?
Which bus goes to the airport?
What time does the library close today?
Do you know a good dentist who takes children?
How do I change the oil in my motorbike?
Is it true that coffee stunts your growth?
What's the square root of nine hundred?
How many calories are in an avocado?
Could you help my son with his maths homework?
I'd like to book a table for four at seven.
What should I wear to a summer wedding?
Do you sell second-hand bicycles?
How do I renew my passport?
My neighbour's dog barks all night.
What's the best way to train for a marathon?
When was the Eiffel Tower built?
Are you a real person or a machine?
Can I have the recipe for your lasagne?
How tall is the president?
Where can I get my trousers shortened?
Which vaccine do I need for travelling to Kenya?
Can you translate good night into Portuguese?
What do you think about the election?
How do I prune an apple tree?
My knee hurts when I climb stairs.
Is the museum open on Mondays?
What's the name of the song that was playing before?
I lost my umbrella on the train.
How much does a ticket to the opera cost?
Do turtles sleep under water?
What's your favourite colour?
Can you fix my washing machine, it leaks?
I am looking for a two-bedroom flat with a balcony.
How do I apply for a job as a nurse?
What's the exchange rate of the yen?
Do I need a permit to build a garden shed?
Play some jazz, please.
How do I teach my parrot to talk?
Set an alarm for six in the morning.
What size tyres does a small van take?
My lawn is turning yellow, what should I use?
Is there a chemist open on Sundays?
""".strip().splitlines()

SWEDISH = """
Hur blir vädret på lördag?
Kan du rekommendera en bra pizzeria nära stationen?
Hur får man bort rödvin ur en ullmatta?
Vem vann matchen i går kväll?
Berätta en rolig historia om pingviner.
Vad heter huvudstaden i Mongoliet?
Hur länge ska man koka ett ägg?
Min katt klöser på soffan, vad kan jag göra?
Kan du skriva en dikt till min mormors födelsedag?
Vilken buss går till flygplatsen?
När stänger biblioteket i dag?
Känner du till någon bra tandläkare för barn?
Hur byter jag olja på motorcykeln?
Hur många kalorier är det i en avokado?
Kan du hjälpa min son med matteläxan?
Jag vill boka bord för fyra klockan sju.
Vad ska man ha på sig på ett sommarbröllop?
Säljer ni begagnade cyklar?
Hur förnyar jag mitt pass?
Grannens hund skäller hela natten.
När byggdes Eiffeltornet?
Är du en riktig människa eller en robot?
Var kan jag få byxorna upplagda?
Vilka vaccinationer behövs för en resa till Kenya?
Hur säger man god natt på portugisiska?
Vad tycker du om valet?
När ska man beskära äppelträd?
Jag har ont i knät när jag går i trappor.
Har museet öppet på måndagar?
Jag glömde mitt paraply på tåget.
Vad kostar en biljett till operan?
Vilken är din favoritfärg?
Kan ni laga min tvättmaskin, den läcker?
Jag söker en tvåa med balkong.
Hur söker man jobb som sjuksköterska?
Behöver jag bygglov för ett förråd i trädgården?
Spela lite jazz.
Väck mig klockan sex i morgon bitti.
Gräsmattan gulnar, vad ska jag använda?
Finns det något apotek som har öppet på söndagar?
""".strip().splitlines()

CHINESE_SIMPLIFIED = """
星期六的天气怎么样？
车站附近有什么好吃的披萨店？
羊毛地毯上的红酒渍怎么去掉？
昨晚的足球比赛谁赢了？
给我讲一个企鹅的笑话。
蒙古的首都是哪里？
鸡蛋要煮多久？
我的猫老是抓沙发，怎么办？
能帮我给奶奶的生日写首诗吗？
去机场坐几路公交车？
图书馆今天几点关门？
有没有适合孩子的牙医推荐？
摩托车的机油怎么换？
一个牛油果有多少卡路里？
能帮我儿子做数学作业吗？
我想订一张七点四个人的桌子。
夏天参加婚礼穿什么好？
你们卖二手自行车吗？
护照怎么更换？
邻居家的狗整夜叫。
埃菲尔铁塔是什么时候建的？
你是真人还是机器人？
哪里可以改裤脚？
去肯尼亚旅行要打什么疫苗？
晚安用葡萄牙语怎么说？
你对选举怎么看？
苹果树什么时候剪枝？
我上楼梯的时候膝盖疼。
博物馆星期一开门吗？
我把雨伞落在火车上了。
歌剧票多少钱一张？
你最喜欢什么颜色？
洗衣机漏水，你们能修吗？
我想找一套带阳台的两居室。
怎么应聘护士的工作？
在院子里搭小屋要许可证吗？
放一首爵士乐。
明天早上六点叫我起床。
草坪发黄了该用什么？
星期天有药店开门吗？
""".strip().splitlines()

CHINESE_TRADITIONAL = """
星期六的天氣怎麼樣？
車站附近有什麼好吃的披薩店？
羊毛地毯上的紅酒漬怎麼去掉？
昨晚的足球比賽誰贏了？
跟我講一個企鵝的笑話。
蒙古的首都在哪裡？
雞蛋要煮多久？
我的貓一直抓沙發，怎麼辦？
可以幫我寫一首詩給奶奶祝壽嗎？
去機場要搭幾號公車？
圖書館今天幾點關門？
有沒有適合小朋友的牙醫推薦？
機車的機油要怎麼換？
一顆酪梨有多少卡路里？
可以教我兒子寫數學作業嗎？
我想訂七點四個人的位子。
夏天參加婚禮要穿什麼？
你們有賣二手腳踏車嗎？
護照要怎麼換發？
鄰居的狗整晚都在叫。
艾菲爾鐵塔是什麼時候蓋的？
你是真人還是機器人？
哪裡可以改褲長？
去肯亞旅行要打什麼疫苗？
晚安的葡萄牙語怎麼說？
你對選舉有什麼看法？
蘋果樹什麼時候修剪？
我爬樓梯的時候膝蓋會痛。
博物館星期一有開嗎？
我把雨傘忘在火車上了。
歌劇的票一張多少錢？
你最喜歡什麼顏色？
洗衣機漏水，你們會修嗎？
我想找一間有陽台的兩房公寓。
要怎麼應徵護理師？
在院子裡搭小木屋要申請許可嗎？
放一首爵士樂。
明天早上六點叫我起床。
草皮變黃了要用什麼？
星期天有開的藥局嗎？
""".strip().splitlines()

BY_LANGUAGE = {
    "en": ENGLISH,
    "sv": SWEDISH,
    "zh-Hans": CHINESE_SIMPLIFIED,
    "zh-Hant": CHINESE_TRADITIONAL,
}


def negatives(languages: frozenset[str]) -> list[tuple[str, str]]:
    """(language, text) of the KB's languages; all of them where it has none of ours."""
    chosen = [lang for lang in BY_LANGUAGE if lang in languages] or list(BY_LANGUAGE)
    return [(lang, text) for lang in chosen for text in BY_LANGUAGE[lang]]
