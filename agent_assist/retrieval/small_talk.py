"""Phrases that ask for nothing, by language, written in folded form; `|` and line ends separate them."""

ENGLISH = """
hello|hi|hi there|hello there|hey|hey there|good morning|good afternoon|good evening|good day
greetings|thanks|thank you|thanks a lot|thanks so much|thank you so much|thank you very much
many thanks|thanks again|cheers|thanks for your help|thank you for your help|thanks for the help
appreciate it|i appreciate it|i appreciate that|much appreciated|you've been a big help
you have been a big help|you've been very helpful|that was helpful|bye|bye bye|goodbye|good bye
see you|see ya|take care|have a nice day|have a good day|have a great day|you too|have a good one
have a good evening|have a nice weekend|talk to you later|same to you|yes|yeah|yep|yup|yes please
yes that's right|yes that is right|that's right|that is right|that's correct|correct|no|nope
no thanks|no thank you|not really|nah|ok|okay|okay then|ok then|alright|all right|right|sure
sure thing|fine|great|good|perfect|excellent|wonderful|awesome|lovely|brilliant|cool|nice|super
exactly|absolutely|of course|definitely|indeed|that's fine|that is fine|that's great|that is great
that's good|that sounds great|that sounds good|sounds good|sounds great|sounds fine|that works
that works for me|that's perfect|fair enough|got it|i got it|i see|i understand|understood
makes sense|that makes sense|no problem|no worries|not a problem|you're welcome|you are welcome
my pleasure|oh|ah|aha|um|uh|uhm|hmm|hm|mm|mhm|mm hmm|uh huh|uhu|er|erm|well|so|wow|oh okay|oh ok
oh great|oh i see|really|i know|wait|wait a second|wait a minute|one second|one sec|one moment
one moment please|just a moment|just a moment please|just a second|just a sec|just a minute|hold on
hold on a second|hold on please|hang on|hang on a second|please hold|bear with me|let me check
let me see|let me have a look|give me a second|give me a moment|give me a minute|take your time
i'll wait|i can wait|i'm here|i am here|are you there|are you still there|hello are you there
can you hear me|sorry|i'm sorry|pardon|pardon me|excuse me|sorry about that|please|go ahead
nice to meet you|how are you|how are you doing|how are you today|i'm fine|i'm good|i am fine
i am good|i'm doing well|and you|not bad|let me think|i think so|i guess so|i don't think so|i guess
maybe|perhaps|probably|me too|that's it|that is it|that's all|that is all
"""
SWEDISH = """
hej|hejsan|hallå|tjena|tja|god morgon|goddag|god dag|god kväll|godkväll|god eftermiddag|hej hej
morsning|tack|tack så mycket|tack så hemskt mycket|stort tack|tusen tack|tackar|tack för hjälpen
tack för det|tack för all hjälp|tack ska du ha|det var snällt|hej då|hejdå|adjö|vi hörs|vi ses
ha det bra|ha det så bra|ha en bra dag|ha en fin dag|ha en trevlig dag|ha en trevlig helg|detsamma
tack detsamma|tack och hej|ja|jaha|japp|jo|jodå|jadå|ja tack|ja visst|visst|javisst|ja just det
just det|precis|exakt|absolut|självklart|såklart|naturligtvis|nej|nej tack|nä|nej då|nejdå
inte direkt|okej|ok|okej då|okej tack|bra|jättebra|toppen|perfekt|utmärkt|fint|kanon|härligt
underbart|super|schysst|det låter bra|låter bra|det är bra|det blir bra|det funkar|det går bra
det är lugnt|ingen fara|inga problem|det var så lite|varsågod|jag förstår|jag fattar|förstått
då förstår jag|jag är med|okej då förstår jag|aha|jasså|hm|hmm|mm|mhm|öh|eh|äh|oj|åh|nähä|vänta
vänta lite|vänta en sekund|vänta ett ögonblick|ett ögonblick|ett ögonblick bara|ett ögonblick tack
en sekund|en minut|en liten stund|håll kvar|stanna kvar|jag väntar|jag kan vänta|jag ska kolla
låt mig se|låt mig kolla|ska vi se|ursäkta|förlåt|snälla|är du kvar|är du där|hör du mig
hallå hör du mig|hur mår du|hur är det|bara bra|bra tack|det är bra tack|det tror jag|vad bra|vad bra då
det var bra|det var skönt|vad skönt|vad trevligt|vad snällt|vad fint
det tror jag inte|kanske|kanske det|jag med|det var allt|det var det|varsågod och vänta|trevligt
"""
CHINESE = """
你好|您好|你好啊|嗨|哈喽|哈啰|喂|早|早安|早上好|上午好|中午好|下午好|晚上好|午安|晚安|大家好|请问|请问一下|客服你好|在吗|在不在|有人吗|谢谢|谢谢你|谢谢您|多谢|感谢|非常感谢
十分感谢|太感谢了|谢谢你的帮助|谢谢您的帮助|谢谢帮忙|谢啦|谢了|辛苦了|麻烦你了|麻烦您了|麻烦了|再见|拜拜|拜|回头见|下次见|再会|祝你愉快|祝您愉快|祝你生活愉快|祝您生活愉快|保重|是
是的|是啊|对|对的|对啊|对对对|没错|不|不是|不用|不用了|不用谢|不客气|没有|没有了|没了|没事|没事了|没关系|没问题|好|好的|好啊|好吧|好呀|好哦|好滴|行|行吧|可以|可以的
可以啊|嗯|嗯嗯|恩|哦|喔|噢|啊|哎|呃|额|唔|哈|哈哈|明白|明白了|知道|知道了|了解|了解了|懂了|我懂了|我明白了|我知道了|收到|清楚了|原来如此|这样啊|这样|太好了|太棒了|很好
非常好|不错|完美|当然|当然可以|确实|稍等|稍等一下|请稍等|请稍候|稍候|等一下|等等|等一等|等会儿|您稍等|请等一下|我看一下|我看看|让我看看|我查一下|我想想|让我想想|慢慢来|我等着
我等|不好意思|抱歉|对不起|打扰了|你在吗|您在吗|听得到吗|听得见吗|能听到吗|你好吗|就这样|就这些|先这样|那就这样|也许|可能吧|应该吧|应该是|好了|好的谢谢|就这样吧
"""
