-- Units are found by their names, from one character on, and by the initials of their pinyin (docs/decisions/0039).

-- Names are listed as a Chinese dictionary does.
create collation directory.pinyin (provider = icu, locale = 'zh-u-co-pinyin');
create index unit_name on directory.unit (short_name collate directory.pinyin, id);
drop index directory.unit_short_name;

-- The first letters of the pinyin of a character: two where it is read in two ways that begin otherwise, the usual one first.
create table directory.pinyin_initial (
  character text primary key check (char_length(character) = 1),
  initials text not null check (initials ~ '^[a-z]{1,2}$')
);
-- The characters of GB 2312 and some more that stand in names of places; readings as pinyin-pro 3.29.4 (MIT) has them.
insert into directory.pinyin_initial (character, initials)
select c, g.initials from (values
  ('a', '啊埃挨哎唉哀皑癌蔼矮碍爱隘鞍氨安俺按暗岸胺案肮昂盎敖熬翱袄傲懊澳谙坳埯艹捱揞嗷嗳岙庵廒遨媪嫒骜瑷桉獒暧砹铵锕锿鹌聱螯霭鏊'),
  ('a', '鳌鏖黯'),
  ('ae', '阿'),
  ('ah', '犴'),
  ('an', '拗'),
  ('as', '嗄'),
  ('aw', '凹'),
  ('ax', '嚣'),
  ('ay', '艾奥吖嗌'),
  ('b', '芭捌叭吧笆八疤巴拔跋靶把坝霸爸白柏百摆佰败拜稗斑班搬颁板版扮伴瓣半办绊邦帮梆榜绑棒蚌镑傍谤苞胞包褒剥薄雹保饱宝抱报豹鲍爆'),
  ('b', '杯碑悲卑北辈背贝钡倍狈备惫焙奔苯本笨崩绷甭泵蹦迸逼鼻比鄙笔彼碧蓖蔽毕毙毖币庇痹闭敝弊必壁臂避陛鞭边编贬变卞辨辩辫遍标彪膘'),
  ('b', '表鳖憋别瘪彬斌濒滨宾摈兵冰柄丙秉饼炳病并玻菠播拨钵波博勃搏铂箔伯帛舶脖膊渤驳捕哺补埠布步簿部怖匕孛匾俾傧勹亳禀冫阪邴邶弁'),
  ('b', '畚坌坂苄茇荜荸菝萆葆蓓蒡薜捭摒卟呗哔啵嘣岜豳狴饽庳忭悖愎汴浜滗灞逋弼妣婊婢嬖孢缤璧槟檗殡瓿甏晡贲掰擘膑飑飙飚煲煸砭碚碥礴'),
  ('b', '畀钚钣钸钹铋锛镔镖镳秕鸨鹁鹎瘢瘭癍窆裱褙褓褊蝙笾筚箅篦簸舭舨襞粑醭蹩趵跛跸踣龅鐾鲅鳊鳔鞴髀髌魃髟鬓犇埗塝'),
  ('bf', '不玢'),
  ('bp', '扒罢扳般拌膀磅堡暴被扁便泊卜陂吡濞缏钯裨'),
  ('c', '擦猜裁材才财睬踩采彩菜蔡餐蚕残惭惨灿苍舱仓沧操糙槽曹草厕策册测层蹭插叉茬茶碴搽察岔差诧拆柴豺搀蝉馋谗缠铲产阐昌猖场尝常偿'),
  ('c', '肠敞畅唱倡超抄钞潮巢吵炒扯撤掣彻澈郴臣辰尘晨忱沉陈趁衬撑称城橙成呈程惩诚承逞骋秤吃痴持池迟弛驰耻齿侈尺赤翅斥炽充冲虫崇宠'),
  ('c', '抽酬畴踌稠愁筹绸瞅丑初出橱厨躇锄雏滁除楚础储矗搐触处川穿椽船喘串疮窗床闯创吹炊捶锤垂春椿醇唇纯蠢戳绰疵茨磁雌辞慈瓷词此刺'),
  ('c', '赐次聪葱囱匆从丛凑粗醋簇促蹿篡窜摧崔催脆瘁粹淬翠村存寸磋搓措挫错亍丞厝伥伧侪俦傺汆冁谄谶陲刍鬯坼埕墀苌苁茌茺莼菖萃蒇蔟抻'),
  ('c', '搋撺叱哧啜啻嗔嗤嘈噌嚓岑嵯彳徂徜猝猹舛饬廛忖忏忡怅怆怵怊恻惆悴憧憷阊汊涔淙漕潺澶宸辶遄孱羼屮姹娼婵媸嫦骖骢骣绌巛琮琛璀璁'),
  ('c', '璨杈杵枨柽楮棰槌榇槎榱樗檫殂辍辏昶晁觇毳氅氚敕脞腠塍膪爨祠砗碜礤眵瞠钏钗铖铳锉锸镩镲矬鸱鹑鹚痤瘥瘛瘳衩裎褫皴耖虿蚩蛏蜍蝽'),
  ('c', '螭螬蟾笞篪舂舡艚艟粲糍豉酲鹾蹙踔踟踹蹉蹰蹴躔龀龊雠鲳魑黜黪翀邨'),
  ('ca', '厂'),
  ('cd', '澄帱'),
  ('cj', '车'),
  ('cq', '仇啐'),
  ('cs', '参乘匙刹谌禅'),
  ('ct', '揣惝樘'),
  ('cx', '掺臭畜郗'),
  ('cz', '藏侧查颤长朝嘲传淳撮曾呲馇枞楱焯褚酢'),
  ('d', '搭达答瘩打大呆歹傣戴带殆代贷袋待逮怠耽担丹郸胆旦氮但惮淡诞蛋当挡党荡档刀捣蹈倒岛祷导到稻悼道盗德得的蹬灯登等瞪凳邓堤低滴'),
  ('d', '迪敌笛狄涤嫡抵底地蒂第帝递缔颠掂滇碘点典靛垫电店惦奠淀殿碉叼雕凋刁掉吊钓跌爹碟蝶迭谍叠盯叮钉顶鼎锭定订丢东冬董懂动栋冻兜'),
  ('d', '抖斗陡豆逗痘都督毒犊独读堵睹赌杜镀肚度渡妒端短锻段断缎堆队对墩吨敦顿钝盾遁掇哆多夺垛躲朵跺舵剁惰氐刂仃儋籴诋谛谠邸凼坫垤'),
  ('d', '埭堞芏荻萏菪蔸耷甙咚咄哒哚啖啶嘟嗲嘀噔岽岱嶝巅忉怛渎迨妲娣绐缍玎玷玳椟椴殚戥赕觌氘氡牍牒胨胴腚炖煅怼憝砀砘砥硐碓碇碲礅磴'),
  ('d', '盹眈睇铎铞铥锝镝镦镫瓞鸫疔疸瘅癜癫窦裆裰褡耋耵聃蚪蠹笃笪箪篼簖簟簦羝纛酊趸踮蹀踱貂鲷鲽靼鞑骶髑黛黩頔'),
  ('dc', '蹲坻柢铛'),
  ('dh', '堕'),
  ('dr', '兑'),
  ('ds', '单掸揲'),
  ('dt', '弟佃甸侗恫洞垌叨呔嗒峒沲澹宕骀棣钿'),
  ('dz', '丁喋沌'),
  ('e', '峨鹅俄额讹娥厄扼遏鄂饿恩而儿耳尔饵洱二贰噩谔垩苊莪萼蒽摁呃愕迩屙婀珥轭腭铒锇锷鸸鹗颚鲕鳄'),
  ('en', '佴'),
  ('ew', '恶'),
  ('ex', '诶'),
  ('ey', '蛾阏'),
  ('f', '发罚筏伐乏阀法珐藩帆翻樊矾钒凡烦反返范贩犯饭泛坊芳方肪房防妨仿访纺放菲非啡飞肥匪诽吠肺废沸费芬酚吩氛分纷坟焚汾粉奋忿愤粪'),
  ('f', '丰封枫蜂峰锋风疯烽逢缝讽奉凤夫敷肤孵扶辐幅氟符伏俘服浮涪福袱弗甫抚辅俯釜斧腑府腐赴副覆赋复傅付阜父腹负富讣附妇缚咐匚俸偾'),
  ('f', '匐凫阝邡郛酆垡芙芾苻茯菔葑蘩拊呋唪幞幡狒怫悱沣淝滏瀵孚驸绂绋绯梵桴棼榧赙腓斐燔扉祓砜砝砩黻黼畈罘钫镄稃馥痱蚨蜉蜚蝠蝮缶篚'),
  ('f', '舫翡麸趺跗蹯霏鲂鲋鲱鲼鳆鼢'),
  ('fb', '份佛拂蕃艴枋'),
  ('fm', '呒'),
  ('fp', '番繁冯否妃'),
  ('g', '噶嘎该改概钙溉干甘杆柑竿肝赶感秆敢赣冈刚钢缸肛纲岗杠篙高膏羔糕搞稿告哥歌搁戈鸽胳割葛格阁隔铬个各根跟耕更庚羹埂耿梗工攻功'),
  ('g', '恭龚供躬公宫弓巩汞拱贡共钩勾沟苟狗垢构购够辜菇咕箍估沽孤姑鼓古蛊骨股故顾固雇刮瓜剐寡挂褂乖拐怪棺关官冠观管馆罐惯灌贯光逛'),
  ('g', '瑰规圭硅归闺轨鬼诡癸桂跪贵刽辊滚锅郭国果裹过丐亘丨睾匦卦刿佝倌馘衮诂诖诟诰陔郜圪坩垓埚塥苷茛菰藁廾尬尴掴掼擀呙呱咣哽嗝帼'),
  ('g', '岣崮崞犷猓庋赓汩泔淦涫澉宄遘妫媾尕尜绀绠绲缑缟珙桄梏椁槔槁橄轱戤旮杲晷赅觏牯牿搿虢肱胍胱膈臌彀毂矸磙瞽罡罟盥钆钴锆锢皈鸪'),
  ('g', '鸹鹳疳痼袼聒虼蛄蜾蝈笱筻篝簋舸艮酐酤觚觥鲠鲧鲴鳏鞲骼'),
  ('ga', '广'),
  ('gh', '盖皋棍哏桧旰胲'),
  ('gj', '港革给龟柜嘏哿枸'),
  ('gk', '栝'),
  ('gl', '咯鬲硌镉'),
  ('gx', '鲑'),
  ('gy', '疙谷'),
  ('gz', '戆蚣'),
  ('h', '哈骸孩海氦亥害骇酣憨邯韩含涵寒函喊罕翰撼捍旱憾悍焊汗汉杭航壕嚎豪毫郝好耗号浩荷菏核禾和何盒阂河涸赫褐鹤贺黑痕很狠恨哼横衡'),
  ('h', '恒轰哄烘鸿洪宏弘喉侯猴吼厚候后呼乎忽瑚壶葫胡蝴狐糊湖弧虎护互沪户花哗华猾滑画划化话槐徊怀淮欢环桓还缓换患唤痪豢焕涣宦幻荒'),
  ('h', '慌黄磺蝗簧皇凰惶煌晃幌恍谎灰挥辉徽恢蛔回毁悔慧卉惠晦贿秽烩汇讳诲绘荤昏婚魂浑混豁活伙火获或惑霍货祸劐黉訇冱讧诃诙诨隍邗奂'),
  ('h', '劾壑堠茴荟荭萑菡蒿蕙蕻薨薅藿蘅撖擐攉咴唿喙嗬嗥嗨嚆嚯囫岵後徨猢獾夥馄怙惚闳阍阖沆泓洹洄浣湟溷滹漶濠瀚灏寰逅逭遑彗骅绗缋缳'),
  ('h', '珩珲琥璜桦桁槲轷昊曷晖晗肓觳烀焓煳戽扈祜恚盍钬铧锪锾镬皓瓠鹕鹱瘊癀耠顸颃颔颢虍虺蚝蚶蟥蟪蠖笏篁篌糇翮醐醢踝斛鲎鲩鳇骺鬟麾'),
  ('h', '鼾'),
  ('ha', '呵'),
  ('hb', '夯灬'),
  ('hd', '隳'),
  ('hg', '镐蛤合红潢纥鹄颌鹘'),
  ('hj', '虹'),
  ('hk', '会咳浍铪'),
  ('hm', '嘿'),
  ('hp', '亨坏'),
  ('hx', '唬郇浒砉'),
  ('hy', '喝圜'),
  ('j', '击圾基机畸积箕肌饥迹激讥鸡姬绩吉极棘辑籍集及急疾汲即嫉级挤几脊己蓟技冀季剂悸济寄寂计记既忌际妓继纪嘉枷佳家加荚颊甲钾假稼'),
  ('j', '价架驾嫁歼监坚尖笺间煎兼肩艰奸缄茧检柬碱硷拣捡简俭剪减荐鉴践贱键箭件健舰剑饯渐溅涧建僵姜浆江蒋桨奖讲匠酱蕉椒礁焦胶交郊浇'),
  ('j', '骄娇嚼搅铰矫脚狡角饺绞教酵轿较叫窖接皆秸街阶截劫节桔杰捷睫竭洁结姐戒藉界借介疥诫届巾筋斤金今津襟紧锦仅谨进靳晋禁近烬浸尽'),
  ('j', '劲荆兢茎睛晶鲸京惊精粳经井警静境敬镜径痉靖竟竞炯窘揪究纠玖韭久灸九酒厩救旧臼舅咎就疚鞠狙疽居驹菊局矩举沮聚拒据巨具距踞锯'),
  ('j', '俱惧炬剧捐鹃娟倦眷卷绢撅攫抉掘倔爵觉决诀绝均菌钧军君峻俊竣郡骏乩厥刭剞劂冂佶佼倨偈儆僭僬僦讦讵诘谏谫谲卩卺阱郏鄄矍墼芨芰'),
  ('j', '莒茭茳荩菁菅葭蒺蒹蕨蕺拮挢捃掎掬搛叽唧喈啾嗟噘噍噤岌岬崛嵴徼狷獍獗馑憬阄泾浃洎洚涓湔蹇謇迥迦迳遽屐屦弪妗婧婕孑孓骥绛缙缣'),
  ('j', '缰畿玑珏珈琚瑾枧柩桕桀桊桷楗椐楫榘榉槿橛橘殛戋戟戢戬赆赍觊觐牮犟犄犋毽敫肼胛胫腈腱飓齑旌爝扃恝矶礓睑羁蠲钅钜铗锏锔锩镌镓'),
  ('j', '镢嵇稷皎鸠鹣鹪鹫疖痂瘠窭衿裥裾皲耩虮蚧蛱蛟笈笄笕笳袈羯糨暨翦赳豇醮醵趼跏跻跤跽踺踽蹶觖霁龃隽雎鲒鲚鲛鲣鲫鞯鞫骱髻鬏麂珺璟'),
  ('j', '滘'),
  ('jc', '剿净苴'),
  ('jg', '夹贾芥颈拘句戛炅矜鳜'),
  ('jn', '囝'),
  ('jq', '稽缉伎将疆揭亟伽艽苣堇廑犍袷箐趄麇'),
  ('jx', '见降解浚咭噱彐姣瘕颉'),
  ('jy', '侥景碣'),
  ('jz', '祭缴哜'),
  ('k', '喀开揩凯慨刊堪勘坎砍看康慷糠抗炕考拷烤靠坷柯棵磕颗科可渴克刻客课肯啃垦恳坑空恐孔控抠口扣寇枯哭窟苦酷库裤夸垮挎跨胯块筷侩'),
  ('k', '快宽款匡筐狂框矿眶旷况亏盔岿窥葵奎魁馈愧坤昆捆困扩廓阔馗刳剀蒯伉佧侉侃倥夔诓诳邝郐圹垲堀芤莰蒈蒉蔻夼揆叩咔哐哙喹喟喾嗑岢'),
  ('k', '崆狯恺恪悃愦闶阃溘逵尻骒纩绔缂珂琨栲轲戡暌贶犒氪胩脍龛眍睽瞌瞰钪钶铐铠铿锎锞锟锴稞疴窠裉聩颏蚵蛞蝰蝌筘箜篑醌跬鲲骷髁髋髡'),
  ('k', '堃'),
  ('kg', '咖扛傀括匮'),
  ('kh', '亢苛吭溃阚'),
  ('kj', '槛楷'),
  ('kl', '悝'),
  ('kq', '卡壳凵'),
  ('kx', '忾'),
  ('l', '垃拉喇辣啦莱来赖蓝婪栏拦篮阑兰澜谰揽览懒缆烂滥琅榔狼廊郎朗浪捞劳牢老佬酪烙涝勒雷镭蕾磊累儡垒擂肋类泪棱楞冷厘梨犁黎篱狸离'),
  ('l', '漓理李里鲤礼莉荔吏栗丽厉励砾历利傈例俐痢立粒沥隶力璃哩俩联莲连镰廉怜涟帘敛脸链恋炼练粮凉梁粱良两辆量晾亮谅撩聊僚疗燎寥辽'),
  ('l', '潦了撂镣廖料列裂烈劣猎琳林磷霖临邻鳞淋凛赁吝拎玲菱零龄铃伶羚凌灵陵岭领另令溜琉榴硫馏留刘瘤流柳六龙聋咙笼窿隆垄拢陇楼娄搂'),
  ('l', '篓漏陋芦卢颅庐炉掳卤虏鲁麓碌露路赂鹿潞禄录陆戮驴吕铝侣旅履屡缕虑氯律滤绿峦挛孪滦卵乱掠略抡轮伦仑沦论萝螺罗逻锣箩骡裸落洛'),
  ('l', '骆络剌仂俪俚倮偻脔蠃羸冽诔酃坜垅垆埒塄墚苈茏苓荦莅莨蒌蓠蒗蔹蔺蓼藜奁尥捋捩摞撸叻呖呤咧唠啉啷唳喱喽嘞嘹噜囵囹岚崂崃嵝嶙徕'),
  ('l', '猁猡獠廪愣懔闾阆泐泸泠洌浏涞渌溧漤潋漉濑澧濂寮逦逯遛遴邋娈娌嫠嫘骊骝绫绺缡缧缭珑珞琏璐枥栊栌柃栳栾棂椤椋楝榄榈橹檑檩殓轳'),
  ('l', '轹辂辘辚瓴旯赉氇胧胪脶膂臁膦斓旒熘戾砺砻砬睐瞵詈罱罹钌铑铹铼锂锊锍锒镂镏镙镥镧稆稂鸬鸾鹂鹨鹩鹭疠疬痨瘌瘘瘰癃癞裢裣褛褴耒'),
  ('l', '耢耧聆蛎蛉蜊螂蝼蠊蠡笠篥簏籁舻粝粼翎趔酹醪醴跞踉躏躐雳雒銮鎏鲈鲡鲢鲮鳓鳢髅魉鬣麟黧〇'),
  ('lg', '纶'),
  ('lj', '靓'),
  ('lm', '姥'),
  ('lp', '泺'),
  ('ls', '率泷'),
  ('lt', '漯'),
  ('lx', '腊'),
  ('ly', '乐栎'),
  ('lz', '蜡郦'),
  ('m', '妈麻玛码蚂马骂嘛吗埋买麦卖迈脉瞒馒蛮满曼慢漫谩芒茫盲氓忙莽猫茅锚毛矛铆卯茂冒帽貌贸玫枚梅酶霉煤没眉媒镁每美昧寐妹媚门闷们'),
  ('m', '萌蒙檬盟锰猛梦孟眯醚靡糜迷谜弥米觅蜜密幂棉眠绵冕免勉娩缅面苗描瞄藐秒渺庙妙蔑灭民抿皿敏悯闽明螟鸣铭名命谬摸摹蘑模膜磨摩魔'),
  ('m', '抹末莫墨默沫漠寞陌谋牟某拇牡亩姆母墓暮幕募慕木目睦牧穆芈仫侔袤冖冥谟谧邙劢勐坶墁茉苜茆苠茗荬莓蓦甍瞢蘼扪咩咪哞唛喵嘧幔峁'),
  ('m', '岷嵋犸猕猸馍懵闵沐沔汨泖泯浼湎湄漭溟宀邈弭嫫嬷缈缗缦珉瑁杩杪楣殁昴暝牦耄毪脒腼朦旄焖熳祢愍懋懑淼硭礞眄眇眸瞀瞑钔钼镅镆镘'),
  ('m', '秣鹋鹛瘼袂耱颟虻蛑蜢蝥螨蟒蟆蟊蠓蠛篾艋艨敉酩貊貘霾黾鍪鳗鳘鞔魅髦麽縻麋旻濛'),
  ('mb', '秘泌'),
  ('mf', '宓'),
  ('mh', '貉'),
  ('ml', '缪'),
  ('ms', '渑糸'),
  ('mw', '蔓玟'),
  ('my', '么'),
  ('n', '拿哪呐钠那娜纳氖乃奶耐奈南男难囊挠脑恼闹呢馁内嫩能妮霓倪泥尼拟你匿腻逆溺蔫拈年碾撵捻念娘酿鸟捏聂孽啮镊镍涅您柠狞凝宁拧泞'),
  ('n', '牛扭钮纽脓浓农奴努怒暖虐挪懦糯诺廿孬鼐佞伲侬傩讷陧坭垴埝艿茑萘蘖捺搦攮咛呶哝喃嗫嗯囔囡狃猊猱馕忸怩甯弩妞胬嬲孥驽瑙柰楠辇'),
  ('n', '昵曩肭脲腩旎恧恁硇睨钕铌铙锘镎黏疒衲耨聍颞蛲蝻臬衄袅赧蹑鲇鲵鲶'),
  ('nc', '淖'),
  ('nl', '弄'),
  ('nm', '乜'),
  ('nr', '女喏'),
  ('ns', '尿'),
  ('ny', '疟'),
  ('nz', '粘辗'),
  ('o', '欧鸥殴藕呕偶沤讴噢怄瓯耦'),
  ('oe', '哦'),
  ('p', '啪趴爬帕怕琶拍排牌徘湃派攀潘盘磐盼畔判叛乓庞耪胖抛咆袍跑泡呸胚培裴赔陪配佩沛喷盆砰抨烹澎蓬棚硼篷膨朋鹏捧碰坯砒霹批披劈琵'),
  ('p', '毗啤脾疲皮匹痞僻屁譬篇偏片骗飘漂瓢票撇瞥拼贫品聘乒坪苹萍平凭瓶评坡泼颇婆破魄迫粕剖扑铺仆莆葡菩蒲朴圃普浦谱丕丿叵剽仳俜俳'),
  ('p', '匍裒谝陴邳郫鄱圮埤鼙苤葩蒎匏掊哌辔嘌嘭噗噼帔狍庀庖怦丬爿泮淠湓溥滂濮逄姘娉媲嫔嫖骈缥珀璞枇杷枰榀殍甓攴牝犏氆氕攵胼脬旆瞟'),
  ('p', '罴钋钷铍锫镤镨皤疱癖袢襻颦蚍蜱螃螵蟛蟠笸筢翩醅蹁蹒蹼貔霈鲆'),
  ('pb', '耙辟旁刨炮彭频屏埔曝瀑堋芘擗骠纰睥'),
  ('pf', '脯莩拚彷'),
  ('py', '疋'),
  ('q', '欺戚妻七凄漆柒沏棋歧畦崎脐旗祈祁骑起乞企启砌器气迄弃汽泣讫掐恰洽牵扦钎千迁签仟谦黔钱钳前潜遣谴欠歉枪呛腔羌墙蔷橇锹敲悄桥'),
  ('q', '瞧乔侨巧撬翘峭窍切怯窃钦侵亲秦琴勤芹擒禽寝沁青轻氢倾卿清擎晴氰情顷请庆琼穷秋丘邱球求囚酋泅蛆曲躯屈驱取娶龋去颧权醛泉全痊'),
  ('q', '拳犬劝缺炔瘸却鹊榷确雀裙群亓劁俅倩佥诎诠诮谯阡邛劬巯芊芑芩芡芪苘茕荞荃萁萋葜葺蕖蕲蘧掮揿吣嗪嘁噙圊屺岍岐岖衢犭犰悭悛惬愀'),
  ('q', '慊憔阒阕阙戕汔淇骞搴褰逑逡遒妾嫱骐绮绻缱琪琦璩杞桤椠楸樯檠樵檎辁戗赇觑挈氍肷炝祛祺悫愆憩硗碛磬磲畎钤铨锓锖锲锵镪鸲癯穹襁'),
  ('q', '颀虔虬蚯蛩蛐蛴蜣蜻蜞蜷螓蠼罄筇筌箧箝衾裘羟糗綦綮麴跫跄跷謦銎鳅鳍鞒髂鬈麒黢黥鼽碶'),
  ('qc', '抢趋趣'),
  ('qg', '乾'),
  ('qj', '期其奇齐浅强茄且渠圈丌荠峤湫瞿'),
  ('qk', '岂嵌'),
  ('qo', '区'),
  ('qs', '鞘缲槭耆'),
  ('qt', '覃'),
  ('qx', '栖契俏券茜荨朐蹊'),
  ('qy', '铅圻欹'),
  ('qz', '堑鲭'),
  ('r', '然燃冉染瓤壤攘嚷让饶扰绕惹热壬仁人忍韧任认刃妊纫扔仍日戎茸蓉荣融熔溶容绒冗揉柔肉茹蠕儒孺如辱乳汝入褥软阮蕊瑞锐闰润若弱亻'),
  ('r', '仞偌芮苒荛荏蓐蕤薷嚅嵘狨饪洳溽濡娆缛枘榕轫肜朊禳睿铷稔穰衽襦颥蚋蚺蝾箬糅蹂鞣髯镕'),
  ('rn', '桡'),
  ('s', '撒萨腮塞赛三叁伞散桑嗓丧搔骚扫嫂瑟色涩森僧莎砂杀沙纱傻啥煞筛晒珊苫杉山删煽衫闪陕擅赡膳善汕扇缮墒伤商赏晌上尚梢捎稍烧勺韶'),
  ('s', '少哨邵绍奢赊舌舍赦慑涉社设砷申呻伸身深娠绅神审婶甚肾慎渗声生甥牲升绳剩胜圣师失狮施湿诗尸虱十拾时什蚀实史矢使屎驶始式示士'),
  ('s', '世柿事拭誓逝势是嗜噬仕侍释饰市恃室视试收手首守寿授售受瘦兽蔬枢梳殊抒输叔舒淑疏书赎孰熟薯暑曙署蜀黍鼠述树束戍竖墅庶数漱恕'),
  ('s', '刷耍摔甩帅栓拴霜双爽谁水睡税吮瞬顺舜硕朔烁斯撕嘶思私司丝死肆寺嗣四似饲巳松耸怂颂送宋讼诵搜艘擞嗽苏酥俗素速粟僳塑溯诉肃酸'),
  ('s', '蒜算虽随绥髓碎岁穗遂隧祟损笋蓑梭唆缩琐索锁所卅啬厍厮仨倏佘夙兕凇讪诜谂谇谡谥鄯劭叟塾垧埘埽芟荪莳荽菘菽蓍蒴蔌薮扌摅搠搡弑'),
  ('s', '咝哂唢唼唰嗖嗉嗦嗍嗾噻崧嵊嵩狩狲狻猞飧饣馊馓悚愫闩氵汜沭泗涑淞渖涮溲滠澌潸潲濉邃妁姒姗姝娑嬗孀驷骟纟纾绱绶缌缫桫榫槊殇轼'),
  ('s', '贳挲毵毹胂脎腧臊歃飒飕殳炻熵燧礻祀磉眚眭睃睢瞍畲钐铄铈铩铯锶锼矧秫穑鸶疝痧瘙竦耜颡蛳蜃螋蟀蟮舐笙笥筮筲簌舢艄艏裟羧糁酾豕'),
  ('s', '跚觞觫霎隼稣鲥鲨鲺鳋鳝麝昇'),
  ('sb', '杓'),
  ('sc', '裳沈盛衰伺晟'),
  ('sd', '石隋膻'),
  ('sk', '适'),
  ('sm', '厶'),
  ('sn', '摄'),
  ('sq', '芍俟'),
  ('sr', '葚'),
  ('sx', '洒鳃省宿孙厦莘彡蛸'),
  ('sy', '蛇射食说埏'),
  ('sz', '识氏属术栅忪澍椹螫'),
  ('t', '塌他它塔獭挞蹋踏胎苔抬台泰酞太态汰坍摊贪瘫滩坛檀痰潭谭谈坦毯袒碳探叹炭塘搪堂棠膛唐糖躺趟烫掏涛滔绦萄桃逃淘讨套特藤腾疼誊'),
  ('t', '梯剔踢锑题蹄啼体替嚏惕涕剃屉天添田甜恬舔腆挑条迢眺跳贴铁帖厅听烃汀廷停亭庭挺艇通桐酮瞳同铜彤童桶捅筒统痛偷投头透凸秃突图'),
  ('t', '徒途涂屠土吐兔湍团推颓腿蜕褪退吞臀拖托脱鸵陀驼椭妥唾鼗佟佗佻倜傥仝氽亠邰郯坨堍茼莛荼萜菟葶薹抟掭忒啕嗵饨庹恸悌忝闼阗沱洮'),
  ('t', '溻溏潼逖遢彖婷绨缇瑭韬柝梃榻橐殄昙暾肽豚滕炱煺祧忑忐慝砼砣畋疃钍钛钽铊铴铽镗鹈耥蜓蜩螗螳笤箨羰粜酡酴醍醣趿跎跆霆龆鼍鲐鲦'),
  ('t', '鳎骰餮饕髫'),
  ('tc', '倘淌镡'),
  ('td', '弹调囤提驮柁焘沓町钭铤'),
  ('tj', '她'),
  ('tn', '帑'),
  ('ts', '汤苕'),
  ('tx', '饧锬裼'),
  ('ty', '陶窕'),
  ('tz', '填屯拓乇僮'),
  ('w', '挖哇蛙洼娃瓦袜歪外豌弯湾玩顽丸烷完碗挽晚皖惋婉腕汪王亡枉网往旺望忘妄威巍微危韦违桅围唯惟为潍维苇萎委伟伪纬未味畏胃喂魏位'),
  ('w', '渭谓慰卫瘟温蚊文闻纹吻稳紊问嗡翁瓮蜗窝我卧握沃巫呜钨乌污诬屋芜梧吴毋武五捂午舞伍侮坞戊雾晤物勿务悟误兀刎剜罔佤仵倭偎诿阢'),
  ('w', '隈邬圬芄莴葳蓊薇蕹帏帷幄崴嵬猥猬庑怃忤惘闱阌沩洧浯涠渥寤迕逶妩娲娓婺骛纨绾玮琬璺韪杌辋軎牾肟脘腽炜焐煨硪畹鹉鹜痦痿蜈蜿艉'),
  ('w', '雯龌鋈鲔魍鼯'),
  ('wg', '涡斡莞囗'),
  ('wh', '芴'),
  ('wk', '隗'),
  ('wm', '万无汶'),
  ('wn', '唔'),
  ('wo', '喔'),
  ('wy', '宛尾蔚尉吾菀尢於'),
  ('wz', '挝'),
  ('x', '昔熙析西硒矽晰嘻吸锡牺稀息希悉膝夕惜熄烯溪汐犀檄袭席习媳喜铣洗隙细瞎匣霞辖暇峡侠狭下夏掀锨先仙鲜咸贤衔舷闲涎弦嫌显险现献'),
  ('x', '县腺馅羡宪陷限线相厢镶香箱襄湘乡翔祥想响享项橡像向象萧硝霄削哮销消宵淆晓小孝肖啸笑效楔歇蝎鞋协携斜胁谐写械卸蟹懈泻谢屑薪'),
  ('x', '芯锌欣辛新忻心衅星腥猩惺兴刑型形邢醒幸杏性姓兄凶胸匈汹雄熊休修羞朽嗅锈秀袖绣墟需虚须徐蓄酗叙旭序恤絮婿绪续轩喧宣悬旋玄选'),
  ('x', '癣眩绚靴薛学穴雪血勋熏循旬询寻驯巡殉汛训讯逊迅囟偕僖儇兮巽亵冼诩谑谖陉隰勖勰燮埙馨芎芗苋荇荀菥葙葸萱蓰蓿蕈薤薰藓奚揎撷擤'),
  ('x', '哓咻唏岘岫峋崤徇徙狎猃獬獯饩饷馐庥庠廨忄恂悻阋泫洫洵浔浠淅渫溆渲溴潇漩瀣逍遐暹邂屣娴嬉骁骧绁绡缃缬顼玺瑕璇枭柙枵栩楦榭榍'),
  ('x', '樨昕暄曛曦觋氙欷歆炫煊燹煦熹祆禊禧泶硎硖碹盱铉镟皙鸺鹇痃痫穸胥蚬蜥螅蟋蟓罅筅筱箫舄舾羲籼粞糈翕酰醑醯醺踅跣跹躞貅霰鑫鲞鲟'),
  ('x', '鳕魈飨髹黠鼷烜潟'),
  ('xg', '呷'),
  ('xh', '戏虾吓巷行许'),
  ('xj', '系校挟'),
  ('xl', '莶'),
  ('xq', '纤戌郄'),
  ('xs', '些信嘘歙'),
  ('xw', '圩'),
  ('xy', '详邪泄吁窨'),
  ('y', '压押鸦鸭呀丫芽牙蚜崖衙涯雅哑亚讶焉咽阉烟淹盐严研蜒岩延言颜阎炎沿奄掩眼衍演艳堰燕厌砚雁唁彦焰宴谚验殃央鸯秧杨扬佯疡洋阳氧'),
  ('y', '痒养样漾邀腰妖瑶摇尧遥窑谣姚咬舀药要耀椰噎耶爷野冶也页掖业曳腋夜液一壹医揖铱依伊衣颐夷移仪胰沂宜姨彝椅蚁倚已乙矣以艺抑易'),
  ('y', '邑屹亿役臆逸肄疫亦裔意毅忆义益溢诣议谊译异翼翌绎茵荫因殷音阴姻吟银淫寅饮尹引隐印英樱婴鹰应缨莹萤营荧蝇迎赢盈影颖硬映哟拥'),
  ('y', '佣臃痈庸雍踊蛹咏泳永恿勇用幽优悠忧尤由邮铀犹油游酉有友右佑釉诱又幼迂淤于盂榆虞愚舆余逾鱼渝渔隅予娱雨与屿禹宇语羽玉域芋郁'),
  ('y', '遇喻峪御愈欲狱育誉浴寓裕预豫驭鸳渊冤元垣袁原援辕园员圆猿源缘远苑愿怨院曰约越跃钥岳粤月悦阅耘云郧匀陨允运蕴酝晕韵孕夭爻胤'),
  ('y', '毓厣靥赝卣刈劓伛伢攸侑佾俨俣俑偃龠兖嬴讠谀谒谕谳邺郓郢郾鄢鄞廴壅圯垭垠埸堙塬墉懿芫芸苡茚茔莠莜莸莺萸菸萦蓥蓣薏弈奕挹揶揠'),
  ('y', '揄掾撄弋吆呓呦咦咿唷喁喑嘤噫囿圄圉岈峄崦崾嵛嶷徉徭狁狳狺猗夤饫饴馀庾膺怏怿怡恹恽悒愠慵闫阈沅泱洇湮滟滢潆漪瀛瀹宥迓迤鬻妍'),
  ('y', '妪妤娅媛嫣驿纡纭缢幺邕琊珧瑛琰瑜瑗璎杳柚桠楹樾橼檐猷殒殪轶轺昀昱晔晏曜贻觎氩氤氲牖爰刖肴胭腴媵欤旖炀烨烊焱煜熨熠燠恙肀聿'),
  ('y', '砑眢睚罨钇钰钺铕铘铟镒镛镱甬鸢鹆鹞鹦鹬疣痖痍瘐瘀瘗瘿瘾癔翊窈窬窳衤颍蚓蚰蚴蛘蜮蜴蝓蝣螈罂竽筵臾舁舣羿翳酏酽雩霪龉鼋鱿鳐鳙'),
  ('y', '鞅魇餍饔黝黟鼬鼹玥垚祎赟嫄'),
  ('ya', '仰腌'),
  ('yc', '涌眙'),
  ('yd', '佚诒阽铫'),
  ('yg', '仡'),
  ('yh', '垸哕'),
  ('yj', '筠'),
  ('yk', '龈'),
  ('yn', '疑'),
  ('yo', '禺'),
  ('yq', '蝤'),
  ('ys', '俞剡吲'),
  ('yt', '愉荑'),
  ('yw', '遗韫箢'),
  ('yx', '羊叶荥'),
  ('yz', '轧繇'),
  ('z', '匝砸杂栽哉灾宰载再在咱暂赞赃脏葬遭糟凿藻枣早澡蚤躁噪造皂灶燥责择则贼怎增憎赠扎渣札铡闸眨榨咋乍炸诈摘斋宅窄债寨瞻毡詹沾盏'),
  ('z', '斩展蘸栈占战站湛绽樟章彰漳张掌涨杖丈帐账仗胀瘴障招昭找沼赵照罩兆肇遮哲蛰辙者锗蔗这浙珍斟真甄砧臻贞针侦枕疹诊震振镇阵蒸挣'),
  ('z', '睁征狰争怔整拯正政帧症郑证芝支吱蜘知肢脂汁之织职直植执值侄址指止趾只旨纸志挚掷至致置帜制智秩稚质炙痔滞治窒中盅忠钟衷终肿'),
  ('z', '仲众舟周州洲诌轴肘帚咒皱宙昼骤珠株蛛猪诸诛逐竹烛煮拄瞩嘱主著柱蛀贮铸筑住注祝驻抓爪专砖转撰赚篆桩庄装妆撞壮状锥赘坠缀谆准'),
  ('z', '捉拙卓桌琢茁酌啄着灼浊咨资姿滋淄孜紫仔籽滓子自渍字鬃棕踪宗综总纵邹走奏揍租足族祖诅阻组钻纂嘴醉最罪尊遵昨左佐柞做作坐座卮'),
  ('z', '丶仄赜仉伫侏倬偬俎冢诏诤诹诼谘谪谮谵阼陟陬郅邾鄣鄹圳埴芷苎茱荮蓁蕞奘拶揸搌摭摺撙擢攥吒咂咤哳唣唑啧啭帙帻幛峥崽嵫嶂徵獐夂'),
  ('z', '馔忮怍惴浈洙浞渚涿潴濯迮彘咫姊妯嫜孳驵驺骓骘纣绉缁缒缜缯缵甾璋瓒杼栉柘枳栀桎桢梓棹榛槠橥樽轵轸轾辄辎臧甑昃昝贽赀赈胄胙胗'),
  ('z', '胝朕腙膣旃炷祉祚祗祯禚恣斫砟砦碡磔黹眦畛罾钊钲铢铮锃锱镞镯锺雉秭稹鸩鸷鹧痄疰痣瘃瘵窀褶耔颛蚱蛭蜇螽蟑笊笫笮筝箦箸箴簪籀舯'),
  ('z', '舳舴粢粽糌翥絷趑趱赭酎酯跖踬踯踵躅躜豸觜觯訾龇錾鲰鲻鳟髭麈齄喆'),
  ('zc', '幢攒喳崭种重助椎兹卒茈嘬楂肫隹'),
  ('zd', '翟追竺'),
  ('zj', '咀菹'),
  ('zq', '枝溱'),
  ('zs', '泽召折殖峙朱'),
  ('zt', '啁'),
  ('zy', '粥拽')
) g (initials, characters), unnest(string_to_array(g.characters, null)) c;

-- As names are compared: full-width as half-width, lower case, no space around.
create function directory.fold(text text) returns text language sql immutable strict parallel safe
return btrim(lower(normalize(fold.text, nfkc)), E' \t\r\n');

-- The initials of a name; several where a character is read in two ways, up to three of them.
create function directory.initials_of(name text) returns text[] language plpgsql stable strict set search_path = ''
as $$
declare
  found text[] := array[''];
  letters text;
  splits integer := 0;
begin
  for letters in
    select coalesce(p.initials, case when t.c ~ '[a-z0-9]' then t.c end)
    from unnest(string_to_array(directory.fold(name), null)) with ordinality t (c, n)
      left join directory.pinyin_initial p on p.character = t.c
    order by t.n
  loop
    continue when letters is null;
    if length(letters) = 2 and splits < 3 then
      splits := splits + 1;
      found := array(select f || left(letters, 1) from unnest(found) f union all select f || right(letters, 1) from unnest(found) f);
    elsif cardinality(found) = 1 then
      found[1] := found[1] || left(letters, 1);
    else
      found := array(select f || left(letters, 1) from unnest(found) f);
    end if;
  end loop;
  return found;
end $$;

-- What is looked through: each name and each spelling of its initials, parted by a character that nobody can send.
create function directory.searched_text(names text[]) returns text language sql stable strict set search_path = ''
as $$
  select string_agg(line, E'\x1f') from (
    select distinct line from unnest(names) n, unnest(directory.fold(n) || directory.initials_of(n)) line where line <> ''
  ) l
$$;

-- Its parts that an index can hold: one and two characters in a row, and of initials three. Three letters that stand in a name
-- stand in its initials too.
create function directory.grams_of(text text) returns text[] language sql immutable strict parallel safe set search_path = ''
as $$
  select coalesce(array_agg(distinct substr(line, i, n)), '{}')
  from (select line, case when line ~ '^[a-z0-9]+$' then 3 else 2 end as longest from unnest(string_to_array(text, E'\x1f')) line) l,
    generate_series(1, longest) n, generate_series(1, char_length(line) + 1 - n) i
$$;

-- The longest of those that a text which holds the words has to hold; the words folded.
create function directory.grams_sought(words text) returns text[] language sql immutable strict parallel safe set search_path = ''
as $$
  select array(select distinct substr(words, i, n) from generate_series(1, char_length(words) + 1 - n) i)
  from (select greatest(1, least(char_length(words), case when words ~ '^[a-z0-9]+$' then 3 else 2 end))) l (n)
$$;

create table directory.unit_search (
  unit_id uuid primary key references directory.unit,
  text text not null,
  grams text[] not null
);
create index unit_search_grams on directory.unit_search using gin (grams) with (fastupdate = off);
alter table directory.unit_search alter column grams set statistics 300;

-- Follows the names by trigger; nobody else writes it.
create function directory.search_added_units() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  insert into directory.unit_search (unit_id, text, grams)
    select a.id, t.text, directory.grams_of(t.text)
    from added a, lateral (select directory.searched_text(array[a.name, a.short_name] || a.former_names) as text) t;
  return null;
end $$;
create trigger searched_when_added after insert on directory.unit
  referencing new table as added for each statement execute function directory.search_added_units();

create function directory.search_renamed_unit() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update directory.unit_search s set text = t.text, grams = directory.grams_of(t.text)
    from (select directory.searched_text(array[new.name, new.short_name] || new.former_names) as text) t
    where s.unit_id = new.id;
  return null;
end $$;
create trigger searched_when_renamed after update of name, short_name, former_names on directory.unit
  for each row execute function directory.search_renamed_unit();

insert into directory.unit_search (unit_id, text, grams)
  select u.id, t.text, directory.grams_of(t.text)
  from directory.unit u, lateral (select directory.searched_text(array[u.name, u.short_name] || u.former_names) as text) t;

-- Whether so many units hold each of the parts that the list of names, gone through in order, comes to a page of them sooner
-- than all that hold them are gathered and sorted: for a page of 20, from the square root of 20 times the units on. Known
-- from what PostgreSQL gathered with its statistics; what is not in them is rare. Units that hold each of several parts may hold
-- all of them together far less often, and the index finds that out sooner: hence four times as many.
create function directory.are_common(sought text[]) returns boolean language sql stable strict set search_path = ''
as $$
  select coalesce(
    min(coalesce(k.freq, 0)) > sqrt(20 / greatest(min(k.units), 1)) * case when cardinality(sought) = 1 then 1 else 4 end, false)
  from (
    select s.freqs[array_position(s.elems, g)] as freq, s.units
    from unnest(sought) g, (
      select p.most_common_elems::text::text[] as elems, p.most_common_elem_freqs as freqs, c.reltuples as units
      from pg_catalog.pg_stats p, pg_catalog.pg_class c
      where p.schemaname = 'directory' and p.tablename = 'unit_search' and p.attname = 'grams'
        and c.oid = 'directory.unit_search'::regclass
      offset 0
    ) s
  ) k
$$;

grant select on directory.unit_search to qinlin_reader, qinlin_guarded, qinlin_writer;
